/** The act: drafted, composed and sealed once, then printed as numbered duplicates. */
import { chemins } from '../chemins.js';
import type { CautionsService } from '../cautions/cautions.service.js';
import type { DemandeVue } from '../demandes/situation.js';
import { introuvable } from '../kit/errors.js';
import type { Database, Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { formatSiret } from '../kit/identifiers.js';
import { createConsigner } from '../journal/consigner.js';
import { scopeOf, type Collaborateur } from '../droits/acteur.js';
import { specimenValues } from '../specimens/format.js';
import type { SpecimensService } from '../specimens/specimens.service.js';
import type { Travail } from '../travaux/travail.js';
import type { TravauxService } from '../travaux/travaux.service.js';
import type { ActeCompose, DonneurDOrdre } from '../impression/acte.js';
import * as repository from './actes.repository.js';
import { composeActe } from './compose.js';
import { showControlCode } from '../kit/control-code.js';
import { createEditions } from './editions.service.js';
import { createSceller } from './scellement.service.js';
import type { Press } from '../impression/press.js';
import type { Seal } from '../sceau/seal.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly cautions: CautionsService;
  readonly specimens: SpecimensService;
  readonly seal: Pick<Seal, 'demonstration'>;
  readonly press: Press;
  readonly appUrl: () => string;
  readonly travaux: TravauxService;
}

const LOT = 50;
/** Who a specimen would be for: nobody yet. */
const SPECIMEN: repository.DonneurEnBase = {
  nom: '[…]',
  forme: null,
  siren: null,
  siret: null,
  immatriculation: null,
  adresse: '[…]',
  pays: 'FR',
};

export function createActesService({ db, clock, cautions, specimens, seal, press, appUrl, travaux }: Deps) {
  const consigner = createConsigner({ clock });
  const { demonstration } = seal;
  const urlDe = (code: string) => appUrl() + chemins.verification({ code: showControlCode(code) });

  const sceller = createSceller({
    db,
    clock,
    consigner,
    specimens,
    press,
    urlDe,
    contexte: (tx, ...de) => contexte(tx, ...de, demonstration),
  });

  async function redaction(garantId: number, texteId: number): Promise<ActeCompose> {
    const texte = await specimens.texte(texteId);
    const parties = await db.systeme.read((tx) => contexte(tx, garantId, SPECIMEN, demonstration));
    return composeActe(texte, specimenValues(texte), { ...parties, numero: null, dateEmission: null });
  }

  /** The act of a demande as it would be today. */
  async function brouillon(acteur: Collaborateur, { entite_id, texte_id, valeurs }: DemandeVue): Promise<ActeCompose> {
    const texte = await specimens.texte(texte_id);
    const parties = await db.read(scopeOf(acteur), async (tx) =>
      contexte(tx, acteur.garantId, await repository.findDonneurDOrdre(tx, entite_id), demonstration),
    );
    return composeActe(texte, valeurs, { ...parties, numero: null, dateEmission: null });
  }

  const scellement: Travail = {
    nature: 'acte',
    aFaire: () => db.systeme.read((tx) => repository.listASceller(tx, LOT)),
    faire: ({ cle }) => sceller(Number(cle)),
  };

  return {
    sceller,

    scellement,
    /** Seals what waits for it, each act alone; answers how many. */
    scellerEnAttente: (): Promise<number> => travaux.executer(scellement),

    brouillon,
    /** The same, printed and marked PROJET. */
    projet: async (acteur: Collaborateur, vue: DemandeVue): Promise<Buffer> =>
      press.print(await brouillon(acteur, vue), { type: 'projet' }, clock()),

    /** A text as an act, each blank named. */
    redaction,
    /** The same, printed and marked SPÉCIMEN. */
    specimen: async (garantId: number, texteId: number): Promise<Buffer> =>
      press.print(await redaction(garantId, texteId), { type: 'specimen' }, clock()),

    ...createEditions({ db, clock, press, cautions, urlDe, sceller }),
  };
}

/** Who is in an act, beside what it says. */
async function contexte(tx: Tx, garantId: number, donneur: repository.DonneurEnBase | undefined, demonstration: boolean) {
  const garant = await repository.findGarant(tx, garantId);
  if (!garant || !donneur) throw introuvable();
  const { acte, signataire } = garant.identite;
  return {
    garant: { ...acte, nom: garant.nom },
    signataire,
    donneurDOrdre: enDonneur(donneur),
    versionActe: 1,
    demonstration,
  };
}

/** The entity as an act names it: registration in words of figures, address on its lines. */
function enDonneur({ nom, forme, siren, siret, immatriculation, adresse }: repository.DonneurEnBase): DonneurDOrdre {
  const registration = siret ? `SIRET ${formatSiret(siret)}` : siren ? `SIREN ${siren}` : (immatriculation ?? undefined);
  return { nom, forme: forme || undefined, immatriculation: registration, adresse };
}
