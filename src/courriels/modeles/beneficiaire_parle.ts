/** To the client: what the beneficiary of a caution said of it. */
import { modele } from '../modele.js';

/** What a beneficiary may say. */
export interface Parole {
  readonly caution: string;
  readonly beneficiaire: string;
  readonly geste: 'accepter' | 'corriger' | 'liberer' | 'opposer';
  readonly signataire: string;
  readonly commentaire: string;
  readonly garant: string;
  readonly chemin: string;
}

export const EXEMPLE_PAROLE: Parole = {
  caution: 'C26-0000042',
  beneficiaire: 'SCI Les Tilleuls',
  geste: 'corriger',
  signataire: 'Anne Petit, gérante',
  commentaire: 'L’adresse du chantier n’est pas la bonne',
  garant: 'Méridiane Caution',
  chemin: '/cautions/C26-0000042',
};

export const DIT_FR: Readonly<Record<Parole['geste'], string>> = {
  accepter: 'accepte l’acte',
  corriger: 'demande une correction de l’acte',
  liberer: 'donne mainlevée de l’acte',
  opposer: 's’oppose à la mainlevée de l’acte',
};
export const DIT_EN: Readonly<Record<Parole['geste'], string>> = {
  accepter: 'accepts the act',
  corriger: 'asks for the act to be corrected',
  liberer: 'releases the act',
  opposer: 'objects to the release of the act',
};

export default modele<Parole>(EXEMPLE_PAROLE, {
  fr: {
    quoi: 'Le bénéficiaire s’exprime',
    sujet: ({ caution, beneficiaire, geste }) => `${beneficiaire} ${DIT_FR[geste]} ${caution}`,
    corps: ({ caution, beneficiaire, geste, signataire, garant }) => [
      `${beneficiaire} ${DIT_FR[geste]} ${caution}\u00a0: ${signataire} l’a confirmé depuis l’adresse que ${garant} lui connaît.`,
      geste === 'liberer' ? 'Votre assureur en est prévenu et y répond.' : 'Votre assureur en est prévenu.',
    ],
    bouton: 'Ouvrir la caution',
  },
  en: {
    quoi: 'The beneficiary speaks',
    sujet: ({ caution, beneficiaire, geste }) => `${beneficiaire} ${DIT_EN[geste]} ${caution}`,
    corps: ({ caution, beneficiaire, geste, signataire, garant }) => [
      `${beneficiaire} ${DIT_EN[geste]} ${caution}: ${signataire} confirmed it from the address that ${garant} knows.`,
      geste === 'liberer' ? 'Your insurer is told and answers it.' : 'Your insurer is told.',
    ],
    bouton: 'Open the guarantee',
  },
});
