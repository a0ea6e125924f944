/** The act: drafted, composed and sealed once, then printed as numbered duplicates. */
import { createHash } from 'node:crypto';
import { chemins } from '../chemins.js';
import { empecheEdition } from '../cautions/caution.js';
import { trouver as trouverCaution } from '../cautions/cautions.repository.js';
import type { DemandeVue } from '../demandes/demandes.repository.js';
import { lire as lireFichier, stocker, type Fichier } from '../documents/fichiers.js';
import { conflit, introuvable } from '../kit/errors.js';
import type { Database, Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { formatSiret } from '../kit/identifiers.js';
import { createConsigner } from '../journal/consigner.js';
import type { Origine } from '../journal/journal.js';
import { nomComplet, scopeOf, type Collaborateur } from '../session/acteur.js';
import { specimenValues } from '../specimens/format.js';
import type { SpecimensService } from '../specimens/specimens.service.js';
import type { ActeCompose, DonneurDOrdre } from './acte.js';
import * as depot from './actes.repository.js';
import { composeActe } from './compose.js';
import { controlCode, showControlCode } from './control-code.js';
import { renderActe } from './render.js';
import { seal as sealPdf, type Seal } from './seal.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly specimens: SpecimensService;
  readonly seal: Seal;
  readonly appUrl: () => string;
}

export type ActesService = ReturnType<typeof createActesService>;

const PDF = 'application/pdf';
const LOT = 50;
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
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

export function createActesService({ db, clock, specimens, seal, appUrl }: Deps) {
  const consigner = createConsigner({ clock });
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
      const original = await renderActe(composition, { type: 'original', code: showControlCode(code), urlVerification: urlDe(code) });
      const contenu = await sealPdf(original, seal, { reason: composition.titre, date: le });
      await db.systeme
        .transaction(async (tx) => {
          const fichierId = await stocker(tx, caution.compte_id, { nom: `${caution.numero}.pdf`, type: PDF, contenu }, null, le);
          const premier = await depot.insererActe(tx, {
            compteId: caution.compte_id,
            cautionId,
            code,
            composition,
            fichierId,
            sha256: sha256(contenu),
            le,
          });
          if (!premier) throw new Concurrent();
          await depot.marquerScellee(tx, cautionId);
          await consigner(tx, [
            { acteur: undefined, compteId: caution.compte_id, origine: SYSTEME, acte: 'sceller', sujet: 'caution', sujetId: cautionId },
          ]);
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
      return renderActe(composeActe(await specimens.texte(vue.texte_id), vue.valeurs, { ...parties, numero: null, dateEmission: null }), {
        type: 'projet',
      });
    },

    /** A text as an act, each blank named. */
    redaction,
    /** The same, printed and marked SPÉCIMEN. */
    specimen: async (garantId: number, texteId: number): Promise<Buffer> =>
      renderActe(await redaction(garantId, texteId), { type: 'specimen' }),

    /** True of an act in sight that nobody printed yet: its first edition asks again who one is (6-security: signing in). */
    jamaisEditee: (acteur: Collaborateur, numero: string): Promise<boolean> =>
      db.read(scopeOf(acteur), async (tx) => {
        const caution = await trouverCaution(tx, acteur, numero);
        return caution !== undefined && (await depot.rangSuivant(tx, caution.id)) === 1;
      }),

    /** Prints the next duplicate of the act, sealed in its turn; counted, kept and journaled. Answers its rank. */
    async editer(acteur: Collaborateur, numero: string, origine: Origine): Promise<number> {
      const caution = await db.read(scopeOf(acteur), (tx) => trouverCaution(tx, acteur, numero));
      if (!caution) throw introuvable();
      const raison = empecheEdition(caution);
      if (raison) throw conflit(raison);
      if (!caution.acte) await sceller(caution.id);
      return db.transaction(scopeOf(acteur), async (tx) => {
        const acte = await depot.acteCourant(tx, caution.id);
        const relue = await trouverCaution(tx, acteur, numero);
        const changee = !relue ? 'erreurs.introuvable' : empecheEdition(relue);
        if (!acte || changee) throw conflit(changee ?? 'cautions.refus.plus_en_vigueur');
        const le = clock();
        const rang = await depot.rangSuivant(tx, caution.id);
        const duplicata = await renderActe(acte.composition, {
          type: 'duplicata',
          rang,
          editeLe: le,
          par: nomComplet(acteur),
          empreinte: acte.sha256.toString('hex'),
          code: showControlCode(acte.code),
          urlVerification: urlDe(acte.code),
        });
        const contenu = await sealPdf(duplicata, seal, { reason: acte.composition.titre, date: le });
        const fichierId = await stocker(tx, acteur.compteId, { nom: `${numero}-duplicata-${rang}.pdf`, type: PDF, contenu }, acteur.id, le);
        await depot.insererEdition(tx, { compteId: acteur.compteId, acteId: acte.id, rang, par: acteur.id, le, fichierId });
        await consigner(tx, [{ acteur, origine, acte: 'editer', sujet: 'caution', sujetId: caution.id, details: { rang } }]);
        return rang;
      });
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

/** Another process sealed the same act first: ours is undone. */
class Concurrent extends Error {}

/** The entity as an act names it: registration in words of figures, address on its lines. */
function enDonneur({ nom, forme, siren, siret, immatriculation, adresse }: depot.DonneurEnBase): DonneurDOrdre {
  const registration = siret ? `SIRET ${formatSiret(siret)}` : siren ? `SIREN ${siren}` : (immatriculation ?? undefined);
  return { nom, forme: forme || undefined, immatriculation: registration, adresse };
}
