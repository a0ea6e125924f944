/** The cautions of the clients that an agent of the insurer looks after: where he finds one by its number, its beneficiary or its marché. */
import { ETATS_CAUTION } from '../cautions/caution.js';
import { chemins } from '../chemins.js';
import { ROLES_GARANT, type Agent } from '../droits/acteur.js';
import { showControlCode } from '../kit/control-code.js';
import { sql } from '../kit/database.js';
import { parisDay, type Day } from '../kit/dates.js';
import { etats, fragment } from '../listes/critere.js';
import { produit, rechercheDeNumero, typeCredit } from '../listes/dossier.js';
import { FIN, periode } from '../listes/periodes.js';
import { liste } from '../listes/liste.js';
import { totauxComptes } from '../listes/totaux.sql.js';
import { suiviPar } from '../droits/suivi.sql.js';

interface CautionSuivie {
  readonly numero: string;
  readonly creee_le: Date;
  readonly compte_id: number;
  readonly client: string;
  readonly entite: string;
  readonly type_credit: string;
  readonly beneficiaire: string;
  readonly marche: string;
  readonly montant: string;
  readonly devise: string;
  readonly date_fin: Day | null;
  readonly etat: string;
  /** Of its act, once it is sealed: whoever holds it reads the act's state on the public page. */
  readonly code: string | null;
}

const acteDe = (code: string | null): string | undefined =>
  code === null ? undefined : chemins.verification({ code: showControlCode(code) });
const siens = (agent: Agent) => sql`select k.id from compte k where ${suiviPar(agent.id)}`;

export const CAUTIONS_SUIVIES = liste<CautionSuivie, Agent>({
  nom: 'cautions-suivies',
  words: 'gestion.cautions',
  chemin: chemins.gestionCautions,
  pour: ROLES_GARANT,
  source(ou) {
    const where = sql`x.compte_id in (${siens(ou.acteur)}) and ${ou.conditions}`;
    const from = sql`caution x`;
    return {
      select: sql`x.numero, x.creee_le, x.compte_id, k.nom as client, e.nom as entite, x.type_credit, x.beneficiaire, x.marche, x.montant::text as montant,
        x.devise, x.date_fin, x.etat, (select a.code from acte a where a.caution_id = x.id order by a.version desc limit 1) as code`,
      from,
      join: sql`join compte k on k.id = x.compte_id join entite e on e.id = x.entite_id`,
      where,
      totaux: ou.filtree
        ? totauxComptes({ from, where }, ou)
        : sql`select x.devise, sum(x.nombre)::int as nombre, sum(x.montant)::text as montant from bilan x
            where x.compte_id in (${siens(ou.acteur)}) and x.objet = 'caution' and x.entite_id = 0 group by 1 having sum(x.nombre) > 0 order by 1`,
    };
  },
  criteres: [
    fragment('numero', ...rechercheDeNumero('C', (agent: Agent) => sql`array(${siens(agent)})`)),
    produit(),
    typeCredit(),
    periode(sql`x.creee_le`),
    periode(sql`x.date_fin`, FIN),
    etats(ETATS_CAUTION),
  ],
  colonnes: [
    { nom: 'numero', titre: 'demandes.colonnes.numero', css: 'k', cell: ({ numero, code }, c) => c.ref(numero, acteDe(code)) },
    { nom: 'date', titre: 'demandes.colonnes.creee_le', css: 'm3r', cell: ({ creee_le }, c) => c.day(parisDay(creee_le)) },
    { nom: 'client', titre: 'gestion.colonnes.client', css: 'm3', cell: ({ client, entite }, c) => c.lines(client, entite) },
    {
      nom: 'type',
      titre: 'demandes.colonnes.type',
      css: 'm4',
      cell: ({ type_credit }, c, { catalogue, langue }) => c.text(catalogue.type(type_credit, langue)),
    },
    {
      nom: 'beneficiaire',
      titre: 'demandes.colonnes.beneficiaireMarche',
      css: 'main',
      cell: ({ beneficiaire, marche }, c) => c.main(beneficiaire, marche),
    },
    { nom: 'fin', titre: 'demandes.colonnes.date_fin', css: 'lo no', cell: ({ date_fin }, c) => c.day(date_fin) },
    {
      nom: 'montant',
      titre: 'demandes.colonnes.montant',
      css: 'r big',
      cell: ({ montant, devise }, c) => c.amount(montant, devise),
      total: ({ montant = '0', devise = 'EUR' }, c) => c.amount(montant, devise),
    },
    { nom: 'etat', titre: 'demandes.colonnes.etat', css: 'st', cell: ({ etat }, c) => c.state(etat) },
  ],
  tri: '',
  egalite: { par: [sql`x.id desc`] },
  cle: sql`x.id`,
  tailles: [50, 100],
  vue: {
    sous: { href: chemins.gestion(), titre: 'menus.gestion' },
    icone: 'shield-check',
    resultat: (totaux, { t }) => t('cautions.nombre', { count: totaux.reduce((sum, { nombre }) => sum + nombre, 0) }),
    data: ({ numero, code }) => ({ numero, href: acteDe(code) }),
  },
});
