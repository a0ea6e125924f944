/** The state diagrams of the documentation, drawn from the very tables that guard the states. */
import { AVENANT } from './avenants/avenant.js';
import { APPEL } from './appels/appel.js';
import { CAUTION } from './cautions/caution.js';
import { EXPEDITION } from './cautions/expedition.js';
import { DEMANDE } from './demandes/demande.js';
import { DOCUMENT } from './documents-demandes/document.js';
import { ENTITE } from './entites/entite.js';
import { APPROBATION } from './textes/approbation.js';
import { MAINLEVEE } from './mainlevees/mainlevee.js';
import { REVISION } from './revisions/revision.js';
import { OPPOSITION } from './oppositions/opposition.js';
import type { Fleche } from './kit/cycle.js';

/** Every life cycle there is, by the name of its heading: a new one is added here, and nowhere else. */
export const CYCLES = {
  Demande: DEMANDE,
  Caution: CAUTION,
  Entity: ENTITE,
  Wording: APPROBATION,
  Release: MAINLEVEE,
  Document: DOCUMENT,
  'Printed act': EXPEDITION,
  Review: REVISION,
  Amendment: AVENANT,
  Opposition: OPPOSITION,
  Call: APPEL,
} as const;

const mermaid = ({ debut, fleches }: { readonly debut: readonly string[]; readonly fleches: () => Fleche[] }): string =>
  [
    'stateDiagram-v2',
    ...debut.map((etat) => `    [*] --> ${etat}`),
    ...fleches().map(({ de, vers, geste, par }) => `    ${de} --> ${vers} : ${geste} (${par})`),
  ].join('\n');

/** The page `docs/cycles.md`. */
export const pageCycles = (): string =>
  [
    '# Life cycles',
    'Drawn by `npm run cycle` from the tables that guard the states; a test fails when they differ.',
    ...Object.entries(CYCLES).flatMap(([titre, cycle]) => [`## ${titre}`, `\`\`\`mermaid\n${mermaid(cycle)}\n\`\`\``]),
  ].join('\n\n') + '\n';
