/** The page of a refusal that its client contests. */
import type { Resultat } from '../cautions/controle.js';
import { delaiDe, delaiEnMots } from '../cautions/delai.js';
import { chemins } from '../chemins.js';
import { reglesDe, type SaisieDecision } from '../decisions/decision.presenter.js';
import { panneauxDossier, type ContexteDossier } from '../dossiers/dossier.presenter.js';
import type { DossierVu } from '../dossiers/dossier.js';
import { formatDay, formatInstant, type Day } from '../kit/dates.js';
import { formatMoney, fromDecimal } from '../kit/money.js';
import { REVISION, situationRevision, type RevisionVue } from './revision.js';

interface Source extends DossierVu {
  readonly maintenant: readonly Resultat[] | undefined;
  readonly effet: Day;
}

export function pageRevision(
  revision: RevisionVue,
  source: Source,
  saisie: SaisieDecision,
  contexte: ContexteDossier & { readonly maintenant: Date },
) {
  const { id, etat } = revision;
  const { caution, maintenant, effet } = source;
  const { acteur, catalogue, langue, t } = contexte;
  const situation = situationRevision(revision, acteur.id);
  const gestes = REVISION.possibles(situation, [acteur.role]);
  const dossier = panneauxDossier(source, { sujet: 'revision', id }, contexte);
  const enMain = dossier.main.sienne;
  const ouverte = etat === 'demandee';
  return {
    titre: caution.numero,
    etat,
    sousTitre: t('decisions.sousTitre', {
      client: caution.client,
      montant: formatMoney(fromDecimal(caution.montant, caution.devise), langue),
      beneficiaire: caution.beneficiaire,
      type: catalogue.type(caution.type_credit, langue),
    }),
    fil: [
      { href: chemins.gestion(), texte: t('menus.gestion') },
      { href: chemins.gestionRevisions(), texte: t('revisions.titre') },
      { texte: caution.numero },
    ],
    delai: ouverte ? delaiEnMots(delaiDe(revision.demandee_le, contexte.maintenant), langue, t) : undefined,
    empeche: ouverte ? empeche(situation.premier, acteur.role) : undefined,
    argument: {
      texte: revision.argument,
      quand: t('revisions.parLe', { nom: revision.par, le: formatInstant(revision.demandee_le, langue) }),
    },
    refus_premier: {
      texte: revision.refus,
      quand: revision.refusee_le
        ? t('revisions.parLe', { nom: revision.premier ?? '–', le: formatInstant(revision.refusee_le, langue) })
        : t('revisions.refusInconnu'),
    },
    decision: revision.decidee_le && {
      texte: revision.reponse,
      quand: t('revisions.parLe', { nom: revision.decideur ?? '–', le: formatInstant(revision.decidee_le, langue) }),
    },
    controle: {
      ...reglesDe(maintenant ?? caution.controle, saisie, langue, t),
      action: enMain && gestes.includes('accorder') ? chemins.gestionRevisionAccord({ id }) : undefined,
      decidee: ouverte ? undefined : t('revisions.decidee'),
    },
    maintenir: enMain && gestes.includes('maintenir') ? chemins.gestionRevisionMaintien({ id }) : undefined,
    lienCaution: { href: chemins.gestionCaution({ numero: caution.numero }), texte: caution.numero },
    dossier,
    saisie: { dateEffet: formatDay(effet), ...saisie },
  };
}

/** Why this person only reads: a message key. */
const empeche = (premier: boolean, role: string): string | undefined =>
  premier ? 'revisions.refus.premier' : role === 'charge' ? undefined : 'revisions.refus.charge_seul';
