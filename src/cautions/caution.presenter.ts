/** The page of one caution. */
import { chemins } from '../chemins.js';
import { showControlCode } from '../kit/control-code.js';
import { liberationLisible } from '../horloges/liberation.presenter.js';
import { liberationPour, RESERVES_RECEPTION, SUR_RECEPTION } from '../horloges/pour.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import { groupesDe } from '../specimens/groupes.presenter.js';
import { somme } from '../autorisations/autorisation.js';
import { readTarifs, tarifDu } from '../autorisations/tarif.js';
import { primeAnnuelle } from '../factures/prime.js';
import { echeance } from '../specimens/fin.js';
import { personneDe } from '../garants/contacts.presenter.js';
import { daysBetween, formatDay, formatInstant, parisDay, today, type Clock, type Day } from '../kit/dates.js';
import { formatMoney, formatPercent, fromDecimal, shareOf, subtract, type Language, type Money } from '../kit/money.js';
import { formatBytes } from '../kit/sizes.js';
import type { Translate } from '../kit/i18n.js';
import type { Evenement } from '../journal/journal.js';
import { chronologie } from '../journal/journal.presenter.js';
import type { Collaborateur } from '../droits/acteur.js';
import type { TexteVersion } from '../specimens/texte.js';
import { CAUTION, empecheEdition, EN_VIGUEUR, imprime, situationDeVue, type CautionVue } from './caution.js';
import type { Opposition } from '../horloges/retenue-privee.js';
import type { OppositionLue } from './oppositions.js';
import type { Resultat } from './controle.js';
import { expeditionDe } from './expedition.presenter.js';
import { delaiDe, dureeLisible } from './delai.js';
import { lignesDuControle, raisonsDe } from './controle.presenter.js';
import { suitesDe, versionsDe } from './suites.presenter.js';

type Revision = NonNullable<CautionVue['revision']>;

interface Source {
  readonly vue: CautionVue;
  readonly evenements: readonly Evenement[];
  /** What the rules say today of one that waits. */
  readonly maintenant: readonly Resultat[] | undefined;
  readonly texte: TexteVersion;
  readonly acteur: Collaborateur;
  readonly catalogue: Catalogue;
  readonly langue: Language;
  readonly t: Translate;
  readonly clock: Clock;
}

export function pageCaution({ vue, evenements, maintenant, texte, acteur, catalogue, langue, t, clock }: Source) {
  const { numero, devise } = vue;
  const controle = lignesDuControle(vue.controle, langue, t);
  const raison = empecheEdition(vue);
  const gestes = CAUTION.possibles(situationDeVue(vue), acteur.profils.includes('saisisseur') ? ['client'] : []);
  return {
    titre: numero,
    fil: [
      { href: chemins.accueil(), texte: t('menus.accueil') },
      { href: chemins.cautions(), texte: t('cautions.titre') },
      { texte: numero },
    ],
    caution: {
      numero,
      etat: vue.etat,
      sousTitre: t('demandes.sousTitre', { type: catalogue.type(vue.type_credit, langue), beneficiaire: vue.beneficiaire }),
    },
    attente: maintenant && attenteDe(vue, lignesDuControle(maintenant, langue, t), langue, t, clock()),
    bande: bandeDe(vue, langue, t, clock),
    demande: { href: chemins.demande({ numero: vue.demande }), texte: t('cautions.demande', { numero: vue.demande }) },
    general: generalDe(vue, catalogue, langue, t),
    groupes: groupesDe(texte, vue, langue, t),
    acte: vue.acte && {
      code: showControlCode(vue.acte.code),
      verification: chemins.verification({ code: showControlCode(vue.acte.code) }),
      scelleLe: new Date(vue.acte.scelle_le),
      version: vue.acte_version > 1 ? t('actes.version', { version: vue.acte.version }) : undefined,
      empreinte: `${vue.acte.sha256.slice(0, 8)} … ${vue.acte.sha256.slice(-4)}`,
    },
    aSceller: vue.acte?.version !== vue.acte_version,
    versions: versionsDe(vue, langue, t),
    editions: vue.editions.map(({ rang, le, par }) => ({ rang, le: new Date(le), par, href: chemins.edition({ numero, rang }) })),
    expedition: vue.expedition && expeditionDe(vue.expedition, { acteur, caution: vue.etat, maintenant: clock(), langue, t }),
    enVigueur: EN_VIGUEUR.includes(vue.etat),
    editable: raison === undefined && imprime(acteur.profils),
    pourquoiPas: raison ? t(raison) : undefined,
    controle: controle.map(({ conforme, texte: mots }, i) => {
      const exception = vue.controle[i]?.exception;
      return { conforme, texte: mots, exception: exception && t('decisions.exception', { ...exception }) };
    }),
    controlePhrase: t('cautions.regles', { passees: controle.filter(({ conforme }) => conforme).length, total: controle.length }),
    mouvements: vue.mouvements.map(({ le, nature, montant: m }) => ({
      jour: parisDay(new Date(le)),
      texte: t(`cautions.mouvement.${nature}`),
      montant: fromDecimal(m, devise),
    })),
    ...suitesDe(vue, langue, t),
    pieces: vue.pieces.map(({ id, nom, taille }) => ({
      nom,
      href: chemins.piece({ numero: vue.demande, id }),
      taille: formatBytes(taille, langue),
    })),
    evenements: chronologie(evenements, t),
    terme: termeDe(vue, acteur, t, today(clock)),
    liberable: liberable(vue, acteur),
    abandonnable: gestes.includes('abandonner'),
    revisable: gestes.includes('demander_revision') && vue.revision === null,
    revision: vue.revision && revisionDe(vue.revision, langue, t),
    amendable: vue.etat === 'effective' && acteur.profils.includes('saisisseur'),
    liens: {
      mainlevee: chemins.cautionMainlevee({ numero }),
      editer: chemins.cautionActe({ numero }),
      abandonner: chemins.cautionAbandon({ numero }),
      recevoir: chemins.cautionActeRecu({ numero }),
      reviser: chemins.cautionRevision({ numero }),
      avenant: chemins.cautionAvenant({ numero }),
    },
  };
}

/** Why it waits, what no longer holds it, until when, and whom to call. */
function attenteDe(vue: CautionVue, maintenant: ReturnType<typeof lignesDuControle>, langue: Language, t: Translate, now: Date) {
  const { echeance, enRetard, minutes } = delaiDe(vue.creee_le, now);
  const passent = new Set(maintenant.filter(({ conforme }) => conforme).map(({ regle }) => regle));
  return {
    raisons: raisonsDe(maintenant),
    levees: raisonsDe(lignesDuControle(vue.controle, langue, t).filter(({ regle }) => passent.has(regle))),
    delai: t(`cautions.attente.${enRetard ? 'retard' : 'delai'}`, { le: formatInstant(echeance, langue), duree: dureeLisible(minutes, t) }),
    contact: vue.contacts?.map((contact) => personneDe(contact, t))[0],
  };
}

/** What became of the refusal that the client contested. */
const revisionDe = ({ etat, demandee_le: demandee, argument, decidee_le: decidee, reponse }: Revision, langue: Language, t: Translate) => ({
  etat,
  argument,
  reponse,
  quand: t(decidee ? 'revisions.decideeLe' : 'revisions.demandeeLe', { le: formatInstant(new Date(decidee ?? demandee), langue) }),
});

/** The figures at the top: amount, dates, cost of a year, use of the line. */
function bandeDe(vue: CautionVue, langue: Language, t: Translate, clock: Clock) {
  const { devise } = vue;
  const montant = fromDecimal(vue.montant, devise);
  const [autorise, utilise] = [fromDecimal(vue.autorise, devise), fromDecimal(vue.utilise, devise)];
  const jour = today(clock);
  const fin = echeance(vue, jour);
  const tarif = tarifDu(readTarifs(vue.tarifs, devise), jour);
  const annuelle = primeAnnuelle({ montant: encoursDe(vue), tarif, periode: vue.periode });
  return [
    { libelle: t('cautions.montant'), valeur: formatMoney(montant, langue) },
    vue.effective_le
      ? {
          libelle: t('cautions.effectiveDepuis'),
          valeur: formatDay(parisDay(vue.effective_le)),
          precision: t('cautions.jours', { count: Math.max(0, daysBetween(parisDay(vue.effective_le), jour)) }),
        }
      : { libelle: t('cautions.creeeLe'), valeur: formatDay(parisDay(vue.creee_le)) },
    {
      libelle: t(`cautions.fin.${vue.fin}`),
      valeur: fin ? formatDay(fin) : t('cautions.finOuverte'),
      precision: vue.terminee_le ? t('cautions.termineeLe', { le: formatDay(parisDay(vue.terminee_le)) }) : undefined,
    },
    { libelle: t('cautions.primeAnnuelle'), valeur: formatMoney(annuelle, langue), precision: formatPercent(tarif.taux, langue) },
    {
      libelle: t('cautions.autorisation'),
      valeur: formatPercent(shareOf(utilise, autorise), langue, 1),
      precision: t('cautions.disponible', { montant: formatMoney(subtract(autorise, utilise), langue) }),
    },
  ];
}

/** What is outstanding of it today, or what it was for. */
const encoursDe = ({ etat, montant, devise, mouvements }: CautionVue): Money =>
  EN_VIGUEUR.includes(etat)
    ? somme(
        mouvements.map((mouvement) => fromDecimal(mouvement.montant, devise)),
        devise,
      )
    : fromDecimal(montant, devise);

function generalDe(vue: CautionVue, catalogue: Catalogue, langue: Language, t: Translate) {
  return [
    { libelle: t('demandes.entite'), valeur: vue.entite },
    { libelle: t('cautions.contratLigne'), valeur: `${vue.contrat}, ${vue.ligne}` },
    {
      libelle: t('demandes.texte'),
      valeur: t('demandes.texteVersion', { titre: vue.texte_titre, code: vue.texte_code, version: vue.texte_version }),
    },
    { libelle: t('demandes.produit'), valeur: catalogue.produit(vue.produit, langue) },
    { libelle: t('demandes.edition'), valeur: t(vue.edition_deportee ? 'demandes.editionDeportee' : 'demandes.editionAssureur') },
  ];
}

/** Its release may be asked online, by whoever works on it. */
const liberable = ({ etat, mainlevee_en_ligne: enLigne, mainlevees }: CautionVue, { profils }: Collaborateur): boolean =>
  enLigne &&
  etat === 'effective' &&
  !mainlevees.some((une) => une.etat === 'transmise' || une.etat === 'document_demande') &&
  profils.some((profil) => profil === 'saisisseur' || profil === 'valideur');

/** The clock of the law, and the réception that it runs from: what is known of it, and the fields to say it. */
function termeDe(vue: CautionVue, { profils }: Collaborateur, t: Translate, aujourdhui: Day) {
  const { reception, type_credit: typeCredit, valeurs, etat, numero } = vue;
  if (!EN_VIGUEUR.includes(etat)) return undefined;
  const faits = {
    ...{ typeCredit, valeurs, reception: reception?.effet, levees: reception?.levees_le ?? undefined },
    oppositions: vue.oppositions.map(tenueDe),
  };
  const horloge = liberationLisible(liberationPour(faits), aujourdhui, t);
  const surReception = SUR_RECEPTION.includes(typeCredit);
  if (!horloge) return undefined;
  return {
    horloge,
    reception: reception && [
      { libelle: t('mainlevees.dateEffet'), valeur: formatDay(reception.effet) },
      { libelle: t('mainlevees.reserve'), valeur: t(`mainlevees.reserves.${reception.reserves}`) },
      ...(reception.levees_le ? [{ libelle: t('mainlevees.dateLevee'), valeur: formatDay(reception.levees_le) }] : []),
    ],
    saisir: surReception && profils.some((profil) => profil === 'saisisseur' || profil === 'valideur'),
    version: reception?.version ?? 0,
    saisie: {
      dateEffet: reception ? formatDay(reception.effet) : '',
      datePv: reception?.pv_le ? formatDay(reception.pv_le) : '',
      reserves: reception?.reserves ?? '',
      dateLevee: reception?.levees_le ? formatDay(reception.levees_le) : '',
    },
    reserves: RESERVES_RECEPTION.map((valeur) => ({ valeur, texte: t(`mainlevees.reserves.${valeur}`) })),
    action: chemins.cautionReception({ numero }),
    lettre: chemins.cautionLiberation({ numero }),
  };
}

/** An opposition as the clocks of the law read it. */
const tenueDe = ({ forme, destinataire, envoyee_le: envoyee, grief: motif, etat, levee_le: levee }: OppositionLue): Opposition => ({
  ...{ forme, destinataire, envoyee, motif },
  rejetee: etat === 'rejetee' || etat === 'sans_effet',
  ...(levee !== null && { levee }),
});
