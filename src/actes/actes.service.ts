/** The act: drafted, composed and sealed once, then printed as numbered duplicates. */
import { chemins } from '../chemins.js';
import { empecheEdition } from '../cautions/caution.js';
import { trouver as trouverCaution, type CautionVue } from '../cautions/cautions.repository.js';
import type { DemandeVue } from '../demandes/demandes.repository.js';
import { fichierDe, lire as lireFichier, stocker, type Fichier } from '../documents/fichiers.js';
import { conflit, introuvable } from '../kit/errors.js';
import type { Database, Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { createLanes } from '../kit/lanes.js';
import { formatSiret } from '../kit/identifiers.js';
import { journaliser, type Origine } from '../journal/journal.js';
import { nomComplet, scopeOf, type Collaborateur } from '../session/acteur.js';
import { specimenValues } from '../specimens/format.js';
import type { SpecimensService } from '../specimens/specimens.service.js';
import type { ActeCompose, DonneurDOrdre } from './acte.js';
import * as depot from './actes.repository.js';
import { composeActe } from './compose.js';
import { controlCode, showControlCode } from './control-code.js';
import type { Press } from './press.js';
import type { Seal } from './seal.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly specimens: SpecimensService;
  readonly seal: Pick<Seal, 'demonstration'>;
  readonly press: Press;
  readonly appUrl: () => string;
}

/** A duplicate composed for a rank. */
interface Duplicata {
  readonly numero: string;
  /** Of the caution. */
  readonly id: number;
  readonly acte: depot.ActeScelle;
  readonly rang: number;
  readonly le: Date;
  readonly fichier: Fichier;
}

export type ActesService = ReturnType<typeof createActesService>;

const PDF = 'application/pdf';
const LOT = 50;
/** Ranks that other processes may take meanwhile. */
const ESSAIS = 20;
/** Who a specimen would be for: nobody yet. */
const SPECIMEN: depot.DonneurEnBase = {
  nom: '[…]',
  forme: null,
  siren: null,
  siret: null,
  immatriculation: null,
  adresse: '[…]',
  pays: 'FR',
};
const SYSTEME: Origine = { adresse: '', requete: 'scellement' };

export function createActesService({ db, clock, specimens, seal, press, appUrl }: Deps) {
  const urlDe = (code: string) => appUrl() + chemins.verification({ code });

  async function contexte(tx: Tx, garantId: number, donneur: depot.DonneurEnBase | undefined) {
    const garant = await depot.garantDe(tx, garantId);
    if (!garant || !donneur) throw introuvable();
    const { acte, signataire } = garant.identite;
    return {
      garant: { ...acte, nom: garant.nom },
      signataire,
      donneurDOrdre: enDonneur(donneur),
      versionActe: 1,
      demonstration: seal.demonstration,
    };
  }

  /** Composes, seals and stores the act of a caution; nothing when it is done already. A crash anywhere leaves none or one. */
  async function sceller(cautionId: number): Promise<void> {
    const lu = await db.systeme.read(async (tx) => {
      const caution = await depot.cautionAEditer(tx, cautionId);
      return caution && { caution, contexte: await contexte(tx, caution.garant_id, caution.donneur_ordre) };
    });
    if (!lu) throw introuvable();
    const { caution } = lu;
    const le = clock();
    if (caution.acte_id === null) {
      const composition = composeActe(await specimens.texte(caution.texte_id), caution.valeurs, {
        ...lu.contexte,
        numero: caution.numero,
        dateEmission: caution.jour,
      });
      const code = controlCode();
      const marque = { type: 'original', code: showControlCode(code), urlVerification: urlDe(code) } as const;
      const fichier = fichierDe(`${caution.numero}.pdf`, PDF, await press.seal(composition, marque, le));
      await db.systeme
        .transaction(async (tx) => {
          const fichierId = await stocker(tx, caution.compte_id, fichier, null, le);
          const premier = await depot.insererActe(tx, {
            compteId: caution.compte_id,
            cautionId,
            code,
            composition,
            fichierId,
            sha256: fichier.sha256,
            le,
          });
          if (!premier) throw new Concurrent();
          await depot.marquerScellee(tx, cautionId);
          await journaliser(tx, { acteur: undefined, compteId: caution.compte_id, origine: SYSTEME, le }, [{ acte: 'sceller', cautionId }]);
        })
        .catch((error: unknown) => {
          if (!(error instanceof Concurrent)) throw error;
        });
    } else await db.systeme.transaction((tx) => depot.marquerScellee(tx, cautionId));
  }

  async function redaction(garantId: number, texteId: number): Promise<ActeCompose> {
    const texte = await specimens.texte(texteId);
    const parties = await db.systeme.read((tx) => contexte(tx, garantId, SPECIMEN));
    return composeActe(texte, specimenValues(texte), { ...parties, numero: null, dateEmission: null });
  }

  async function editable(acteur: Collaborateur, numero: string): Promise<CautionVue> {
    const caution = await db.read(scopeOf(acteur), (tx) => trouverCaution(tx, acteur, numero));
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
  async function imprimer(acteur: Collaborateur, numero: string, origine: Origine): Promise<number> {
    for (let essai = 1; essai <= ESSAIS; essai += 1) {
      const { id, acte: scelle } = await editable(acteur, numero);
      if (!scelle) await sceller(id);
      const lu = await db.read(scopeOf(acteur), async (tx) => ({
        acte: await depot.acteCourant(tx, id),
        rang: await depot.rangSuivant(tx, id),
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
        code: showControlCode(acte.code),
        urlVerification: urlDe(acte.code),
      } as const;
      const fichier = fichierDe(`${numero}-duplicata-${rang}.pdf`, PDF, await press.seal(acte.composition, marque, le));
      if (await garder(acteur, { numero, id, acte, rang, le, fichier }, origine)) return rang;
    }
    throw conflit('erreurs.deja_en_cours');
  }

  /** Keeps a duplicate, all or nothing: the bytes first, then the caution's row; false when its rank or its act is no longer the next. */
  async function garder(acteur: Collaborateur, d: Duplicata, origine: Origine): Promise<boolean> {
    return db
      .transaction(scopeOf(acteur), async (tx) => {
        const fichierId = await stocker(tx, acteur.compteId, d.fichier, acteur.id, d.le);
        await depot.lockCaution(tx, d.id);
        const relue = await trouverCaution(tx, acteur, d.numero);
        const changee = relue ? empecheEdition(relue) : 'erreurs.introuvable';
        if (changee) throw conflit(changee);
        const [acte, rang] = [await depot.acteCourant(tx, d.id), await depot.rangSuivant(tx, d.id)];
        if (acte?.id !== d.acte.id || rang !== d.rang) throw new Concurrent();
        await depot.insererEdition(tx, { compteId: acteur.compteId, acteId: d.acte.id, rang, par: acteur.id, le: d.le, fichierId });
        await journaliser(tx, { acteur, compteId: acteur.compteId, origine, le: d.le }, [
          { acte: 'editer', cautionId: d.id, details: { rang } },
        ]);
        return true;
      })
      .catch((error: unknown) => {
        if (error instanceof Concurrent) return false;
        throw error;
      });
  }

  return {
    sceller,

    /** Seals what waits for it; answers how many. */
    async scellerEnAttente(): Promise<number> {
      const ids = await db.systeme.read((tx) => depot.aSceller(tx, LOT));
      for (const id of ids) await sceller(id);
      return ids.length;
    },

    /** The draft act of a demande, marked PROJET. */
    async projet(acteur: Collaborateur, vue: DemandeVue): Promise<Buffer> {
      const parties = await db.read(scopeOf(acteur), async (tx) =>
        contexte(tx, acteur.garantId, await depot.donneurDOrdre(tx, vue.entite_id)),
      );
      return press.print(composeActe(await specimens.texte(vue.texte_id), vue.valeurs, { ...parties, numero: null, dateEmission: null }), {
        type: 'projet',
      });
    },

    /** A text as an act, each blank named. */
    redaction,
    /** The same, printed and marked SPÉCIMEN. */
    specimen: async (garantId: number, texteId: number): Promise<Buffer> =>
      press.print(await redaction(garantId, texteId), { type: 'specimen' }),

    /** True of an act in sight that nobody printed yet: its first edition asks again who one is (6-security: signing in). */
    jamaisEditee: (acteur: Collaborateur, numero: string): Promise<boolean> =>
      db.read(scopeOf(acteur), async (tx) => {
        const caution = await trouverCaution(tx, acteur, numero);
        return caution !== undefined && (await depot.rangSuivant(tx, caution.id)) === 1;
      }),

    /** Prints the next duplicate of the act, sealed in its turn; counted, kept and journaled. Answers its rank. */
    async editer(acteur: Collaborateur, numero: string, origine: Origine): Promise<number> {
      const { id } = await editable(acteur, numero);
      return turns.add(id, () => imprimer(acteur, numero, origine));
    },

    /** A duplicate already printed, as it was. */
    async edition(acteur: Collaborateur, numero: string, rang: number): Promise<Fichier> {
      const fichier = await db.read(scopeOf(acteur), async (tx) => {
        const caution = await trouverCaution(tx, acteur, numero);
        const id = caution && (await depot.fichierEdition(tx, caution.id, rang));
        return id ? lireFichier(tx, id) : undefined;
      });
      if (!fichier) throw introuvable();
      return fichier;
    },
  };
}

/** Another process sealed the same act or printed the same rank first: ours is undone. */
class Concurrent extends Error {}

/** The entity as an act names it: registration in words of figures, address on its lines. */
function enDonneur({ nom, forme, siren, siret, immatriculation, adresse }: depot.DonneurEnBase): DonneurDOrdre {
  const registration = siret ? `SIRET ${formatSiret(siret)}` : siren ? `SIREN ${siren}` : (immatriculation ?? undefined);
  return { nom, forme: forme || undefined, immatriculation: registration, adresse };
}
