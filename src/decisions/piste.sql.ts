/** How a caution is found under its lock by the insurer's staff and by its client, and moved. */
import { find as findVue } from '../cautions/cautions.sql.js';
import { CAUTION, type AuteurCaution, type EtatCaution, type GesteCaution, type SituationCaution } from '../cautions/caution.js';
import { move, tenir } from '../cautions/passage.sql.js';
import type { DossierVu } from '../dossiers/dossier.js';
import type { DossiersService } from '../dossiers/dossiers.service.js';
import { scopeOf, type Acteur, type Agent, type Collaborateur } from '../droits/acteur.js';
import type { createFaire, Piste } from '../gestes/faire.js';
import * as repository from './decisions.repository.js';

/** What `faire` needs of a caution under its lock. */
interface Attente {
  readonly id: number;
  readonly version: number;
  readonly etat: EtatCaution;
}

type PisteCaution<A extends Acteur, V extends Attente> = Piste<EtatCaution, SituationCaution, GesteCaution, A, string, V>;

const COMMUN = {
  cycle: CAUTION,
  sujet: 'caution',
  prefixe: 'caution_',
  situation: ({ etat }: Attente) => ({ etat, oppositions: 0, epuisee: false }),
  move,
} as const;

export interface VueDuGarant extends DossierVu, Attente {
  readonly compteId: number;
}

export const pisteGarant = (dossiers: DossiersService): PisteCaution<Agent, VueDuGarant> => ({
  ...COMMUN,
  scope: ({ garantId }) => ({ garant: garantId }),
  find: async (tx, agent, numero) => {
    const id = await repository.findId(tx, numero);
    if (id === undefined || !(await tenir(tx, id))) return undefined;
    const dossier = await dossiers.lire(tx, agent, id);
    const { version, etat, compte_id: compteId } = dossier.caution;
    return { ...dossier, id, version, etat, compteId };
  },
  auteurs: (): readonly AuteurCaution[] => ['garant'],
  compteId: ({ compteId }) => compteId,
});

export const PISTE_CLIENT: PisteCaution<Collaborateur, Attente> = {
  ...COMMUN,
  scope: scopeOf,
  find: async (tx, acteur, numero) => {
    const vue = await findVue(tx, acteur, numero);
    return vue && (await tenir(tx, vue.id));
  },
  auteurs: (_vue, { profils }): readonly AuteurCaution[] => (profils.includes('saisisseur') ? ['client'] : []),
};

/** Does a geste for the insurer. */
export type FaireDuGarant = ReturnType<
  typeof createFaire<EtatCaution, SituationCaution, GesteCaution, Agent, string, VueDuGarant>
>['faire'];

/** What every mail about it says. */
export const resumeDe = ({ caution: { demande: numero, beneficiaire, entite, montant, devise } }: Pick<DossierVu, 'caution'>) => ({
  ...{ numero, beneficiaire, entite, montant, devise },
});
