/** A handful of amendments in each state, on recent retention bonds in force: asked for, agreed to, decided. */
import type { EtatAvenant } from '../../src/avenants/avenant.js';
import { mesurer } from '../../src/avenants/avenant.js';
import { fichierDe, insertFichier } from '../../src/documents/fichiers.sql.js';
import type { Acteur } from '../../src/droits/acteur.js';
import { createConsigner } from '../../src/journal/consigner.js';
import { sql, type Tx } from '../../src/kit/database.js';
import { addDays, startOfDay, type Day } from '../../src/kit/dates.js';
import { computeVariables } from '../../src/specimens/computed.js';
import type { TexteVersion, Valeurs } from '../../src/specimens/texte.js';
import { hasard } from './hasard.js';
import { piecePdf } from './piece.js';

/** In the order they are dealt to the cautions found; a reduction has its letter once it waits for the insurer. */
const ETATS: readonly EtatAvenant[] = [
  ...(['a_valider', 'en_attente', 'consentement_attendu', 'effectif', 'refuse'] as const),
  ...(['en_attente', 'consentement_attendu', 'effectif', 'abandonne', 'a_valider'] as const),
  ...(['consentement_attendu', 'a_valider', 'en_attente'] as const),
];
const REPONSES: Partial<Record<EtatAvenant, string>> = {
  refuse: 'L’avenant au marché n’est pas signé : redemandez dès qu’il l’est',
  abandonne: 'Le maître d’ouvrage a renoncé aux travaux supplémentaires',
};

interface Candidate {
  readonly id: number;
  readonly compte_id: number;
  readonly valeurs: Valeurs;
  readonly devise: string;
  readonly date_fin: Day | null;
  readonly contenu: TexteVersion;
  readonly demandeur: Acteur;
  readonly decideur: Acteur;
}

/** `today`: the day of the demonstration; they were asked for in the days before it. */
export async function amender(tx: Tx, today: Day): Promise<void> {
  const h = hasard('avenants');
  const candidates = await tx.rows<Candidate>(sql`
    select c.id, c.compte_id, c.valeurs, c.devise, c.date_fin, t.contenu,
      jsonb_build_object('genre', 'client', 'id', p.id, 'prenom', p.prenom, 'nom', p.nom, 'compteId', c.compte_id) as demandeur,
      jsonb_build_object('genre', 'garant', 'id', g.id, 'prenom', g.prenom, 'nom', g.nom) as decideur
    from caution c join demande d on d.id = c.demande_id join collaborateur p on p.id = d.saisi_par and p.actif join compte k on k.id = c.compte_id
      join agent g on g.id = k.conseiller_id join texte_version t on t.id = c.texte_version_id
    where c.etat = 'effective' and t.code = 'RG_PRIV' and t.en_vigueur_au is null and c.effective_le < ${startOfDay(addDays(today, -20))}
      and not exists (select from mainlevee m where m.caution_id = c.id)
    order by c.compte_id, c.id desc`);
  // Every account that has some, in turn.
  const rang = new Map<number, number>();
  const ranges = candidates
    .map((candidate) => {
      const n = (rang.get(candidate.compte_id) ?? 0) + 1;
      rang.set(candidate.compte_id, n);
      return { candidate, n };
    })
    .sort((a, b) => a.n - b.n || a.candidate.compte_id - b.candidate.compte_id);
  for (const [i, etat] of ETATS.entries()) {
    const candidate = ranges[i]?.candidate;
    if (candidate)
      await amenderUne(tx, candidate, etat, new Date(startOfDay(addDays(today, -h.entier(1, 2))).getTime() + h.entier(8, 17) * 3_600_000));
  }
}

/** What its amendment changes: an address when it takes effect, so that the ledger stays that of its demande. */
function apresDe({ contenu, valeurs, devise }: Candidate, etat: EtatAvenant): Valeurs {
  if (etat === 'effectif') return { ...valeurs, beneficiaire_adresse: `Immeuble Le Carré\n${valeurs.beneficiaire_adresse ?? ''}` };
  const sens = etat === 'en_attente' || etat === 'consentement_attendu' ? '-' : '';
  const avenants = (Math.floor(Number(valeurs.montant_ttc) / 1_000) * 100).toFixed(2);
  return computeVariables(contenu, { ...valeurs, avenants_ttc: sens + avenants, montant: '' }, devise);
}

async function amenderUne(tx: Tx, c: Candidate, etat: EtatAvenant, le: Date): Promise<void> {
  const apres = apresDe(c, etat);
  const { ecart, consentement } = mesurer(c.valeurs, apres, { devise: c.devise, fin: c.contenu.fin });
  const decide = etat === 'effectif' || etat === 'refuse' || etat === 'abandonne' ? new Date(le.getTime() + 3_600_000) : null;
  const lettre =
    consentement && etat === 'en_attente'
      ? await insertFichier(tx, c.compte_id, fichierDe('Accord du maître d’ouvrage.pdf', 'application/pdf', piecePdf()), c.demandeur.id, le)
      : null;
  await tx.run(sql`
    insert into avenant (compte_id, caution_id, etat, objet, avant, apres, montant, ecart, date_fin, consentement, consentement_le, consentement_id,
      propre_validation, demande_par, demande_le, attend_le, reponse, decide_le, acte_version)
    values (${c.compte_id}, ${c.id}, ${etat}, 'Avenant n° 1 au marché', ${JSON.stringify(c.valeurs)}::jsonb, ${JSON.stringify(apres)}::jsonb,
      ${apres.montant ?? '0'}, ${ecart}, ${c.date_fin}, ${consentement}, ${lettre === null ? null : le.toISOString().slice(0, 10)}, ${lettre}, false,
      ${c.demandeur.id}, ${le}, ${etat === 'en_attente' ? le : null}, ${REPONSES[etat] ?? ''}, ${decide}, ${etat === 'effectif' ? 2 : null})`);
  if (etat === 'effectif')
    await tx.run(sql`update caution set valeurs = ${JSON.stringify(apres)}::jsonb, acte_version = 2, a_sceller = true where id = ${c.id}`);
  await raconter(tx, c, etat, { le, decide });
}

const ACTES: Partial<Record<EtatAvenant, string>> = {
  effectif: 'avenant_accorder',
  refuse: 'avenant_refuser',
  abandonne: 'avenant_abandonner',
};

async function raconter(tx: Tx, c: Candidate, etat: EtatAvenant, { le, decide }: { le: Date; decide: Date | null }): Promise<void> {
  const commun = { compteId: c.compte_id, origine: { adresse: '', requete: 'demo' }, sujet: 'caution' as const, sujetId: c.id };
  await createConsigner({ clock: () => le })(tx, [
    { ...commun, acteur: c.demandeur, acte: 'avenant_demander', commentaire: 'Avenant n° 1 au marché' },
  ]);
  const acte = ACTES[etat];
  if (decide && acte)
    await createConsigner({ clock: () => decide })(tx, [
      { ...commun, acteur: etat === 'abandonne' ? c.demandeur : c.decideur, acte, commentaire: REPONSES[etat] ?? '' },
    ]);
}
