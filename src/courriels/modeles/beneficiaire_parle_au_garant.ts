/** To the account's adviser: what the beneficiary of a caution said of it, and what is to be done. */
import { modele } from '../modele.js';
import { DIT_EN, DIT_FR, EXEMPLE_PAROLE, type Parole } from './beneficiaire_parle.js';

const FAIRE_FR: Readonly<Record<Parole['geste'], string>> = {
  accepter: 'Il n’y a rien à faire.',
  corriger: 'Voyez avec votre client l’avenant ou le nouvel acte qu’il faut.',
  liberer: 'La mainlevée vous attend dans la file des mainlevées.',
  opposer: 'Un message n’est pas une lettre recommandée\u00a0: lisez-le, et enregistrez l’opposition si elle doit l’être.',
};
const FAIRE_EN: Readonly<Record<Parole['geste'], string>> = {
  accepter: 'There is nothing to do.',
  corriger: 'See with your client the amendment or the new act that is needed.',
  liberer: 'The release waits for you in the queue of releases.',
  opposer: 'A message is no registered letter: read it, and record the objection if it is to be.',
};

export default modele<Parole & { readonly client: string }>(
  { ...EXEMPLE_PAROLE, client: 'Groupe Essai', chemin: '/gestion/cautions/C26-0000042' },
  {
    fr: {
      quoi: 'Un bénéficiaire s’exprime',
      sujet: ({ caution, client, beneficiaire, geste }) => `${client}\u00a0: ${beneficiaire} ${DIT_FR[geste]} ${caution}`,
      corps: ({ caution, beneficiaire, geste, signataire }) => [
        `${beneficiaire} ${DIT_FR[geste]} ${caution}\u00a0: ${signataire} l’a confirmé par le code envoyé à son adresse.`,
        FAIRE_FR[geste],
      ],
      bouton: 'Ouvrir le dossier',
    },
    en: {
      quoi: 'A beneficiary speaks',
      sujet: ({ caution, client, beneficiaire, geste }) => `${client}: ${beneficiaire} ${DIT_EN[geste]} ${caution}`,
      corps: ({ caution, beneficiaire, geste, signataire }) => [
        `${beneficiaire} ${DIT_EN[geste]} ${caution}: ${signataire} confirmed it by the code sent to their address.`,
        FAIRE_EN[geste],
      ],
      bouton: 'Open the file',
    },
  },
);
