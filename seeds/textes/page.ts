/** The page of the documentation that a jurist reads: each text, clause by clause, with its rule and what is still to be confirmed. */
import type { Article, TexteVersion } from '../../src/specimens/texte.js';
import { TEXTES } from './index.js';

const FINS: Readonly<Record<TexteVersion['fin'], string>> = {
  date: 'on the date it prints',
  annee: 'yearly, renewed unless denounced',
  evenement: 'by an event; it prints no date',
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const ligne = ({ code, titre, fondement, reserve }: Article): string =>
  `| ${code} | ${cell(titre)} | ${cell(fondement ?? '')} | ${cell(reserve ?? '')} |`;

const texte = (t: TexteVersion): string =>
  [
    `## ${t.code}, version ${t.version}`,
    `**${t.titre}.** ${t.baseLegale}.`,
    [
      `- ${t.nature === 'caution' ? 'Suretyship' : 'Guarantee on first demand'}; in force from ${t.enVigueurDu}${t.enVigueurAu ? ` to ${t.enVigueurAu}` : ''}; ends ${FINS[t.fin]}.`,
      ...(t.aRemplacerParModele ? ['- **The law imposes a model: this wording cannot be approved.**'] : []),
      `- Sources: ${t.sources.join('; ')}. To be read again by ${t.aRelireLe}.`,
    ].join('\n'),
    ['| Clause | Title | Rule | To be confirmed |', '|---|---|---|---|', ...t.articles.map(ligne)].join('\n'),
    ...(t.limites.length > 0
      ? [['What the act must keep:', '', ...[...new Set(t.limites.map(({ article }) => article))].map((one) => `- ${one}`)].join('\n')]
      : []),
  ].join('\n\n');

/** The page `docs/textes.md`. */
export const pageTextes = (): string =>
  [
    '# The texts, clause by clause',
    'Written by `npm run textes` from `seeds/textes`; a test fails when they differ. A rule is the article or the ruling that a clause applies; a clause without one says what the parties agree. **No jurist has read these texts yet**: each is approved, on what was read and until when, in the back office (`/gestion/textes`), and a real installation issues nothing with a text that nobody answers for.',
    ...TEXTES.map(texte),
  ].join('\n\n') + '\n';
