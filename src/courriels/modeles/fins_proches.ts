/** To whoever wrote their demandes: cautions that end soon, by their act or by law; all of them in one message. */
import { formatDay, type Day } from '../../kit/dates.js';
import { formatMoney, fromDecimal, type Language } from '../../kit/money.js';
import { modele } from '../modele.js';

interface Fin {
  readonly numero: string;
  readonly beneficiaire: string;
  readonly montant: string;
  readonly devise: string;
  readonly fin: Day;
  readonly jours: number;
  /** By law, not by the date of the act. */
  readonly legale: boolean;
}

const montantDe = ({ montant, devise }: Fin, langue: Language): string => formatMoney(fromDecimal(montant, devise), langue);

export default modele<{ readonly fins: readonly Fin[]; readonly chemin: string }>(
  {
    fins: [
      {
        numero: 'C26-0000042',
        beneficiaire: 'SCI Les Tilleuls',
        montant: '1234567.89',
        devise: 'EUR',
        fin: '2026-12-21',
        jours: 30,
        legale: false,
      },
      {
        numero: 'C26-0000043',
        beneficiaire: 'Ville de Lyon',
        montant: '1500.00',
        devise: 'EUR',
        fin: '2026-11-21',
        jours: 0,
        legale: true,
      },
    ],
    chemin: '/cautions',
  },
  {
    fr: {
      quoi: 'Fins de cautions proches',
      sujet: ({ fins }) => (fins.length === 1 ? `Fin proche\u00a0: ${fins[0]?.numero}` : `${fins.length} cautions finissent bientôt`),
      corps: ({ fins }) => [
        'Voici les cautions dont la fin approche, et ce que vous pouvez faire.',
        ...fins.map((une) => {
          const quand = une.jours === 0 ? 'aujourd’hui' : `le ${formatDay(une.fin)}, dans ${une.jours} jours`;
          return `–\u00a0${une.numero}, ${montantDe(une, 'fr')}, ${une.beneficiaire}\u00a0: ${
            une.legale ? `libérée de droit ${quand}\u00a0; demandez alors sa mainlevée, la prime s’arrête` : `son acte prend fin ${quand}`
          }.`;
        }),
      ],
      bouton: 'Ouvrir les cautions',
    },
    en: {
      quoi: 'Guarantees ending soon',
      sujet: ({ fins }) => (fins.length === 1 ? `Ending soon: ${fins[0]?.numero}` : `${fins.length} guarantees end soon`),
      corps: ({ fins }) => [
        'These are the guarantees whose end is near, and what you may do.',
        ...fins.map((une) => {
          const quand = une.jours === 0 ? 'today' : `on ${formatDay(une.fin)}, in ${une.jours} days`;
          return `–\u00a0${une.numero}, ${montantDe(une, 'en')}, ${une.beneficiaire}: ${
            une.legale ? `released by law ${quand}; ask for its release then, and the premium stops` : `its act ends ${quand}`
          }.`;
        }),
      ],
      bouton: 'Open the guarantees',
    },
  },
);
