/** How an amendment is found under the locks of its caution, by its client and by the insurer's staff, and moved. */
import type { CautionVue } from '../cautions/caution.js';
import type { Resultat } from '../cautions/controle.js';
import { find as findCaution } from '../cautions/cautions.sql.js';
import { tenir, type CautionTenue } from '../cautions/passage.sql.js';
import { controlerAvenant, findTexte } from '../cautions/recontrole.sql.js';
import type { DossierVu } from '../dossiers/dossier.js';
import type { DossiersService } from '../dossiers/dossiers.service.js';
import { scopeOf, type Acteur, type Agent, type Collaborateur } from '../droits/acteur.js';
import type { Piste } from '../gestes/faire.js';
import type { Tx } from '../kit/database.js';
import { parisDay, today, type Clock } from '../kit/dates.js';
import { fromDecimal } from '../kit/money.js';
import {
  AVENANT,
  mesurer,
  situationDe,
  type AuteurAvenant,
  type AvenantLu,
  type AvenantVue,
  type DroitsSurAvenant,
  type EtatAvenant,
  type GesteAvenant,
  type SituationAvenant,
} from './avenant.js';
import * as repository from './avenants.repository.js';

/** The same under their locks. */
interface Tenu extends AvenantLu {
  readonly id: number;
  readonly version: number;
  readonly tenue: CautionTenue;
}

export interface AvenantDuClient extends Tenu {
  readonly avenant: AvenantVue & DroitsSurAvenant;
}
export type AvenantDuGarant = Tenu & DossierVu;

type PisteAvenant<A extends Acteur, Cle, V extends Tenu> = Piste<EtatAvenant, SituationAvenant, GesteAvenant, A, Cle, V>;

/** What the rules say now of the caution as this amendment would leave it. */
export async function reglesDe(tx: Tx, clock: Clock, avenant: AvenantVue, caution: CautionVue): Promise<Resultat[]> {
  const { devise, fin } = caution;
  const apres = { id: caution.id, devise, valeurs: avenant.apres, montant: avenant.montant, date_fin: avenant.date_fin };
  const amendement = {
    emission: parisDay(caution.effective_le ?? caution.creee_le),
    supplement: fromDecimal(avenant.ecart, devise),
    reduction: mesurer(avenant.avant, avenant.apres, { devise, fin }).reduction,
  };
  return controlerAvenant(tx, apres, await findTexte(tx, caution.texte_id), today(clock), amendement);
}

const COMMUN = {
  cycle: AVENANT,
  sujet: 'avenant',
  prefixe: 'avenant_',
  raconte: ({ avenant }: Tenu) => ({ sujet: 'caution', sujetId: avenant.caution_id }) as const,
  compteId: ({ avenant }: Tenu) => avenant.compte_id,
  move: (tx: Tx, { avenant }: Tenu, vers: EtatAvenant, set: Parameters<typeof repository.move>[3]) =>
    repository.move(tx, avenant, vers, set),
} as const;

/** What a client's person calls an amendment. */
export interface CleDuClient {
  readonly numero: string;
  readonly id: number;
}

export const pisteClient = (clock: Clock): PisteAvenant<Collaborateur, CleDuClient, AvenantDuClient> => ({
  ...COMMUN,
  scope: scopeOf,
  find: async (tx, acteur, { numero, id }) => {
    const vue = await findCaution(tx, acteur, numero);
    const tenue = vue && (await tenir(tx, vue.id));
    if (!tenue) return undefined;
    await repository.lock(tx, id);
    const [caution, avenant] = [
      await findCaution(tx, acteur, numero),
      await repository.findDuClient(tx, acteur, { cautionId: tenue.id, id }),
    ];
    return (
      caution &&
      avenant && { id, version: avenant.version, avenant, caution, tenue, resultats: await reglesDe(tx, clock, avenant, caution) }
    );
  },
  situation: (vue) => situationDe(vue, vue.avenant),
  auteurs: (_vue, { profils }): readonly AuteurAvenant[] => profils.filter((profil) => profil === 'saisisseur' || profil === 'valideur'),
});

export const pisteGarant = (dossiers: DossiersService, clock: Clock): PisteAvenant<Agent, number, AvenantDuGarant> => ({
  ...COMMUN,
  scope: ({ garantId }) => ({ garant: garantId }),
  find: async (tx, agent, id) => {
    const cautionId = await repository.findCautionId(tx, id);
    const tenue = cautionId === undefined ? undefined : await tenir(tx, cautionId);
    if (!tenue) return undefined;
    await repository.lock(tx, id);
    const avenant = await repository.findDuGarant(tx, id);
    if (!avenant) return undefined;
    const dossier = await dossiers.lire(tx, agent, tenue.id, { sujet: 'avenant', id });
    return { ...dossier, id, version: avenant.version, avenant, tenue, resultats: await reglesDe(tx, clock, avenant, dossier.caution) };
  },
  situation: (vue) => situationDe(vue),
  auteurs: (): readonly AuteurAvenant[] => ['garant'],
});
