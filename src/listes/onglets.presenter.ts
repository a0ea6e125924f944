/** The tabs of a list: ways to show it, or its states with their counts. */
import { avecRequete } from '../chemins.js';
import type { Acteur } from '../droits/acteur.js';
import type { Mots, Requete } from './critere.js';
import type { Liste, Total } from './liste.js';

export function ongletsDe<Row, Qui extends Acteur, T extends Total>(
  liste: Liste<Row, Qui, T>,
  requete: Requete,
  comptes: Readonly<Record<string, number>>,
  acteur: Qui,
  mots: Mots,
) {
  const { vue, words, chemin } = liste;
  if (vue.etats) return etatsDe(liste, vue.etats, requete, comptes, acteur, mots);
  if (!vue.onglets) return undefined;
  const { champ, codes } = vue.onglets;
  return {
    libelle: mots.t(`${words}.onglets`),
    onglets: codes.map((code) => ({
      href: avecRequete(chemin(), { ...requete, [champ]: [code] }),
      texte: mots.t(`${words}.${champ}.${code}`),
      courant: (requete[champ]?.[0] ?? codes[0]) === code,
    })),
  };
}

/** One tab a state that has rows, each with how many; all of them where they are not counted. */
function etatsDe<Row, Qui extends Acteur, T extends Total>(
  { chemin }: Liste<Row, Qui, T>,
  { codes, reserve }: NonNullable<Liste<Row, Qui, T>['vue']['etats']>,
  requete: Requete,
  comptes: Readonly<Record<string, number>>,
  acteur: Qui,
  { t }: Mots,
) {
  const counted = Object.keys(comptes).length > 0;
  const { etat: choisis = [], [reserve?.champ ?? '']: sienne = [], ...autres } = requete;
  const onglet = (texte: string, champs: Requete, courant: boolean, nombre: number) => ({
    // The bare address may open on the person's own search.
    href: avecRequete(chemin(), { ...autres, ...champs, page: '1' }),
    texte,
    courant,
    nombre: counted ? nombre : null,
    compte: counted ? nombre : undefined,
  });
  const total = codes.reduce((sum, code) => sum + (comptes[code] ?? 0), 0);
  return {
    libelle: t('listes.etat'),
    onglets: [
      onglet(t('listes.tous'), {}, choisis.length === 0 && sienne.length === 0, total),
      ...(reserve?.si(acteur)
        ? [onglet(t(reserve.libelle), { [reserve.champ]: [reserve.valeur] }, sienne.length > 0, comptes[reserve.valeur] ?? 0)]
        : []),
      ...codes
        .map((code) => onglet(t(`etats.${code}`), { etat: [code] }, choisis.length === 1 && choisis[0] === code, comptes[code] ?? 0))
        .filter(({ nombre, courant }) => courant || nombre !== 0),
    ],
  };
}
