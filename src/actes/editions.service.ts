/** The duplicates of an act: each rank once, without a gap, composed and sealed while nothing is held. */
import { empecheEdition, type CautionVue } from '../cautions/caution.js';
import type { CautionsService } from '../cautions/cautions.service.js';
import { fichierDe, readFichier as lireFichier, type Fichier } from '../documents/fichiers.sql.js';
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { conflit, introuvable } from '../kit/errors.js';
import { takeKey, withKey, type KeyedForm } from '../kit/idempotence.js';
import { createLanes } from '../kit/lanes.js';
import { nomComplet, scopeOf, type Collaborateur, type Origine } from '../droits/acteur.js';
import * as repository from './actes.repository.js';
import { createGarder } from './garde.service.js';
import type { Press } from '../impression/press.js';

export const PDF = 'application/pdf';
/** Ranks that other processes may take meanwhile. */
const ESSAIS = 20;

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly press: Press;
  readonly cautions: Pick<CautionsService, 'find'>;
  /** Where an act is checked. */
  readonly urlDe: (code: string) => string;
  readonly sceller: (cautionId: number) => Promise<void>;
}

export function createEditions({ db, clock, press, cautions, urlDe, sceller }: Deps) {
  const garder = createGarder({ db, clock, cautions });

  async function editable(acteur: Collaborateur, numero: string): Promise<CautionVue> {
    const caution = await db.read(scopeOf(acteur), (tx) => cautions.find(tx, acteur, numero));
    if (!caution) throw introuvable();
    const raison = empecheEdition(caution);
    if (raison) throw conflit(raison);
    return caution;
  }

  /** One duplicate after another for a caution, so that those of one process never compose for a rank that another takes. */
  const turns = createLanes<() => Promise<number>, number>(
    async (_caution, works) => Promise.all(works.map((work) => work())),
    () => false,
  );

  /**
   * The rank is printed on the duplicate: it is read, the duplicate composed and sealed with nothing held, then kept if the rank is
   * still the next one. Another process may have been faster: again, a few times.
   */
  async function imprimer(acteur: Collaborateur, numero: string, origine: Origine, envoi: KeyedForm | undefined): Promise<number> {
    for (let essai = 1; essai <= ESSAIS; essai += 1) {
      const { id, acte: scelle, acte_version: version } = await editable(acteur, numero);
      if (scelle?.version !== version) await sceller(id);
      const lu = await db.read(scopeOf(acteur), async (tx) => ({
        acte: await repository.findActe(tx, id),
        rang: await repository.nextRang(tx, id),
      }));
      if (!lu.acte) throw conflit('cautions.refus.plus_en_vigueur');
      const { acte, rang } = lu;
      const le = clock();
      const marque = {
        type: 'duplicata',
        rang,
        editeLe: le,
        par: nomComplet(acteur),
        empreinte: acte.sha256.toString('hex'),
        code: acte.code,
        urlVerification: urlDe(acte.code),
      } as const;
      const fichier = fichierDe(`${numero}-duplicata-${rang}.pdf`, PDF, await press.seal(acte.composition, marque, le));
      const garde = await garder(acteur, { numero, id, acte, rang, le, fichier }, origine, envoi);
      if (garde) return garde;
    }
    throw conflit('erreurs.deja_en_cours');
  }

  return {
    /** True of an act in sight that nobody printed yet: its first edition asks again who one is (6-security: signing in). */
    jamaisEditee: (acteur: Collaborateur, numero: string): Promise<boolean> =>
      db.read(scopeOf(acteur), async (tx) => {
        const caution = await cautions.find(tx, acteur, numero);
        return caution !== undefined && (await repository.nextRang(tx, caution.id)) === 1;
      }),

    /** Prints the next duplicate of the act, sealed in its turn; counted, kept and journaled. Answers its rank. */
    async editer(acteur: Collaborateur, numero: string, origine: Origine): Promise<number> {
      const { id } = await editable(acteur, numero);
      // A duplicate may take several tries: one key for them all.
      const envoi = takeKey();
      return withKey(undefined, () => turns.add(id, () => imprimer(acteur, numero, origine, envoi)));
    },

    /** A duplicate already printed, as it was. */
    async edition(acteur: Collaborateur, numero: string, rang: number): Promise<Fichier> {
      const fichier = await db.read(scopeOf(acteur), async (tx) => {
        const caution = await cautions.find(tx, acteur, numero);
        const id = caution && (await repository.findEdition(tx, caution.id, rang));
        return id ? lireFichier(tx, id) : undefined;
      });
      if (!fichier) throw introuvable();
      return fichier;
    },
  };
}
