/** The entities that a search finds, whatever their place in the tree. */
import { chemins } from '../chemins.js';
import { sql } from '../kit/database.js';
import { choix, fragment } from '../listes/critere.js';
import { liste } from '../listes/liste.js';
import { ETATS_ENTITE, type NoeudVue } from './entite.js';
import { avecCompte, numeroLegal } from './entites.presenter.js';
import { comptesParEtat, NOEUD, trouveePar } from './entites.repository.js';

export const ENTITES = liste<NoeudVue>({
  nom: 'entites',
  words: 'organisation',
  chemin: chemins.organisation,
  pour: ['administrateur'],
  source({ acteur, conditions }) {
    const where = sql`e.compte_id = ${acteur.compteId} and ${conditions}`;
    return { select: NOEUD, from: sql`entite e`, where, totaux: sql`select count(*)::int as nombre from entite e where ${where}` };
  },
  criteres: [
    fragment('q', trouveePar, { libelle: 'organisation.recherche', exemple: 'organisation.rechercheExemple', grand: true }),
    choix('etat', ETATS_ENTITE, (etat) => sql`e.etat = ${etat}`, { libelle: 'organisation.etat', nommer: avecCompte }),
  ],
  comptes: ({ acteur }) => comptesParEtat(acteur.compteId),
  colonnes: [
    {
      nom: 'entite',
      titre: 'organisation.entite',
      css: 'k full',
      cell: ({ id, nom, parent }, c) => c.link(chemins.organisationEntite({ id }), nom, parent ?? undefined),
    },
    {
      nom: 'fils',
      titre: 'organisation.fils',
      css: 'r',
      libellee: true,
      cell: ({ enfants }, c) => (enfants > 0 ? c.count(enfants) : c.nothing),
    },
    { nom: 'numero', titre: 'organisation.numeroLegal', css: '', libellee: true, cell: (row, c) => c.ref(numeroLegal(row) || '–') },
    {
      nom: 'client',
      titre: 'organisation.numeroClient',
      css: '',
      libellee: true,
      cell: ({ numero_client }, c) => c.text(numero_client ?? '–'),
    },
    { nom: 'suite', titre: 'organisation.aFaire', css: 'full', cell: ({ etat }, c, { t }) => c.text(t(`organisation.prochain.${etat}`)) },
    { nom: 'etat', titre: 'organisation.etat', css: 'st', cell: ({ etat }, c) => c.state(etat) },
  ],
  tri: '',
  egalite: { par: [sql`e.nom`, sql`e.id`] },
  cle: sql`e.id`,
  tailles: [50],
  vue: {
    icone: 'layers',
    table: 'tbl arbre',
    phrase: (_totaux, { t }) => t('organisation.phrase'),
    resultat: ([total], { t }) => t('organisation.resultats', { count: total?.nombre ?? 0 }),
    actions: (_acteur, { t }) => [{ texte: t('organisation.voirArbre'), icone: 'network', href: chemins.organisation() }],
    data: ({ id }) => ({ entite: String(id) }),
  },
});
