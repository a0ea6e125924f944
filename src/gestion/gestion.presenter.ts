/** The insurer's queues, in words. */
import type { Catalogue } from '../catalogue/catalogue.service.js';
import { lignesDuControle } from '../cautions/controle.presenter.js';
import { formatInstant } from '../kit/dates.js';
import type { Translate } from '../kit/i18n.js';
import { fromDecimal, type Language } from '../kit/money.js';
import type { CautionEnAttente } from './gestion.repository.js';
import type { FileDAttente } from './gestion.service.js';
import { delaiDe } from './gestion.js';

interface Source extends FileDAttente {
  readonly catalogue: Catalogue;
  readonly langue: Language;
  readonly t: Translate;
}

export function pageEnAttente({ cautions, totaux, maintenant, catalogue, langue, t }: Source) {
  const total = (nom: 'nombre' | 'retard' | 'proches') => totaux.reduce((sum, one) => sum + one[nom], 0);
  const groupe = (cle: string, siennes: boolean) => ({
    cle,
    titre: t(`gestion.groupes.${cle}`),
    vide: t(`gestion.calme.${cle}`),
    lignes: cautions.filter(({ sienne }) => sienne === siennes).map((row) => ligne(row, { maintenant, catalogue, langue, t })),
  });
  return {
    titre: t('gestion.titre'),
    phrase: total('nombre') > 0 ? t('gestion.phrase', { count: total('nombre') }) : undefined,
    bande: [
      { libelle: t('gestion.enRetard'), valeur: total('retard'), precision: t('gestion.enRetardPrecision'), alerte: total('retard') > 0 },
      { libelle: t('gestion.proches'), valeur: total('proches'), precision: t('gestion.prochesPrecision') },
      ...totaux.map(({ devise, montant, nombre }) => ({
        libelle: t('gestion.montant', { devise }),
        montant: fromDecimal(montant, devise),
        precision: t('gestion.cautions', { count: nombre }),
      })),
    ],
    groupes: cautions.length > 0 ? [groupe('siens', true), groupe('autres', false)] : [],
    reste: total('nombre') > cautions.length ? t('gestion.reste_non_montre', { count: total('nombre') - cautions.length }) : undefined,
  };
}

function ligne(row: CautionEnAttente, { maintenant, catalogue, langue, t }: Omit<Source, 'cautions' | 'totaux'>) {
  const { echeance, enRetard, minutes, niveau, part } = delaiDe(row.creee_le, maintenant);
  const le = formatInstant(echeance, langue);
  return {
    numero: row.numero,
    client: row.client,
    entite: row.entite,
    type: catalogue.type(row.type_credit, langue),
    beneficiaire: row.beneficiaire,
    montant: fromDecimal(row.montant, row.devise),
    horloge: {
      part,
      niveau,
      texte: t(enRetard ? 'gestion.retard' : 'gestion.reste', { duree: dureeLisible(minutes, t) }),
      precision: t(enRetard ? 'gestion.etaitDu' : 'gestion.avant', { le }),
    },
    raisons: lignesDuControle(row.controle, langue, t)
      .filter(({ conforme }) => !conforme)
      .map(({ texte }) => texte),
  };
}

const HEURE = 60;
const JOUR = 24 * HEURE;

/** `2 h 09`; from two days on, `2 j 3 h`. */
const dureeLisible = (minutes: number, t: Translate): string =>
  minutes < 2 * JOUR
    ? t('gestion.heures', { heures: Math.floor(minutes / HEURE), minutes: String(minutes % HEURE).padStart(2, '0') })
    : t('gestion.jours', { jours: Math.floor(minutes / JOUR), heures: Math.floor((minutes % JOUR) / HEURE) });
