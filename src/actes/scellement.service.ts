/** The seal of an act: its versions one after another, each composed, sealed and stored once. */
import { fichierDe, insertFichier } from '../documents/fichiers.sql.js';
import type { Origine } from '../droits/acteur.js';
import type { ContexteActe } from '../impression/acte.js';
import type { Press } from '../impression/press.js';
import type { Consigner } from '../journal/consigner.js';
import { controlCode } from '../kit/control-code.js';
import type { Database, Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { introuvable } from '../kit/errors.js';
import type { SpecimensService } from '../specimens/specimens.service.js';
import * as repository from './actes.repository.js';
import { composeActe } from './compose.js';
import { PDF } from './editions.service.js';
import { Concurrent } from './garde.service.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly consigner: Consigner;
  readonly specimens: SpecimensService;
  readonly press: Press;
  /** Where an act is checked. */
  readonly urlDe: (code: string) => string;
  /** Who is in an act, beside what it says. */
  readonly contexte: (
    tx: Tx,
    garantId: number,
    donneur: repository.DonneurEnBase,
  ) => Promise<Omit<ContexteActe, 'numero' | 'dateEmission' | 'versionActe'>>;
}

const SYSTEME: Origine = { adresse: '', requete: 'scellement' };

export function createSceller({ db, clock, consigner, specimens, press, urlDe, contexte }: Deps) {
  /** Seals what is to be sealed of a caution, one version after another; nothing when it is done already. */
  async function sceller(cautionId: number): Promise<void> {
    while (await scellerSuivante(cautionId));
  }

  /** Composes, seals and stores the next version of an act; false when all are. A crash anywhere leaves none or one. */
  async function scellerSuivante(cautionId: number): Promise<boolean> {
    const lu = await db.systeme.read(async (tx) => {
      const caution = await repository.findCaution(tx, cautionId);
      return caution && { caution, contexte: await contexte(tx, caution.garant_id, caution.donneur_ordre) };
    });
    if (!lu) throw introuvable();
    const { compte_id: compteId, numero, premiere, jour: dateEmission, version, texte_id, valeurs } = lu.caution;
    if (version === null) {
      await db.systeme.transaction((tx) => repository.markScellee(tx, cautionId));
      return false;
    }
    const le = clock();
    const emission = { numero, dateEmission, versionActe: version, ...(version > 1 && { premiereEmission: premiere }) };
    const composition = composeActe(await specimens.texte(texte_id), valeurs, { ...lu.contexte, ...emission });
    const code = controlCode();
    const marque = { type: 'original', code, urlVerification: urlDe(code) } as const;
    const fichier = fichierDe(`${numero}${version > 1 ? `-v${version}` : ''}.pdf`, PDF, await press.seal(composition, marque, le));
    await db.systeme
      .transaction(async (tx) => {
        const fichierId = await insertFichier(tx, compteId, fichier, null, le);
        const acte = { compteId, cautionId, version, code, composition, fichierId, sha256: fichier.sha256, le };
        if (!(await repository.insertActe(tx, acte))) throw new Concurrent();
        await repository.insertExpedition(tx, cautionId, version, le);
        await repository.markScellee(tx, cautionId);
        const details = version > 1 ? { version } : {};
        await consigner(tx, [
          { acteur: undefined, compteId, origine: SYSTEME, acte: 'sceller', sujet: 'caution', sujetId: cautionId, details },
        ]);
      })
      .catch((error: unknown) => {
        if (!(error instanceof Concurrent)) throw error;
      });
    return true;
  }

  return sceller;
}
