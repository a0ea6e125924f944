/** The state diagrams of the documentation, drawn from the very tables that guard the states. */
import { PASSAGES } from '../cautions/caution.js';
import { GESTES_ENTITE, type GesteEntite } from '../organisation/entite.js';
import { GESTES, type Geste } from './demande.js';

interface Arrow {
  readonly de: string;
  readonly vers: string;
  readonly mots: string;
}

const mermaid = (start: string, arrows: readonly Arrow[]): string =>
  ['stateDiagram-v2', `    [*] --> ${start}`, ...arrows.map(({ de, vers, mots }) => `    ${de} --> ${vers} : ${mots}`)].join('\n');

/** Where a geste leads from each state; `valider` leads on or transmits. */
const fleches = ([nom, { de, vers, par }]: readonly [string, Geste]): Arrow[] =>
  de.flatMap((etat) =>
    (typeof vers === 'function' ? ['en_cours', 'transmise'] : [vers]).map((suite) => ({ de: etat, vers: suite, mots: `${nom} (${par})` })),
  );

/** Mermaid text of the life of a demande. */
export const cycleDemande = (): string => mermaid('creee', Object.entries(GESTES).flatMap(fleches));

/** Mermaid text of the life of a caution; the last validation creates it effective or pending. */
export const cycleCaution = (): string =>
  mermaid('effective', [
    { de: '[*]', vers: 'en_attente', mots: 'contrôle' },
    ...Object.entries(PASSAGES).flatMap(([nom, { de, vers, par }]) => de.map((etat) => ({ de: etat, vers, mots: `${nom} (${par})` }))),
  ]);

/** Mermaid text of the life of an entity. */
export const cycleEntite = (): string =>
  mermaid(
    'brouillon',
    Object.entries<GesteEntite>(GESTES_ENTITE).flatMap(([nom, { de, vers, par }]) =>
      vers ? de.map((etat) => ({ de: etat, vers, mots: `${nom} (${par})` })) : [],
    ),
  );

/** The page `docs/cycles.md`. */
export const pageCycles = (): string => `# Life cycles

Drawn by \`npm run cycle\` from the tables in \`src/demandes/demande.ts\`, \`src/cautions/caution.ts\` and \`src/organisation/entite.ts\`; a test fails when they differ.

## Demande

\`\`\`mermaid
${cycleDemande()}
\`\`\`

## Caution

\`\`\`mermaid
${cycleCaution()}
\`\`\`

## Entity

\`\`\`mermaid
${cycleEntite()}
\`\`\`
`;
