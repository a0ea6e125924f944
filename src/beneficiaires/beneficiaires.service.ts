/** A beneficiary says something of the act that he holds: a code is sent to the address that the insurer knows, then it is written and told. */
import { chemins } from '../chemins.js';
import { tenir } from '../cautions/passage.sql.js';
import type { Courriel } from '../courriels/courriel.js';
import { insertCourriels } from '../courriels/outbox.sql.js';
import { auxClients } from '../dossiers/destinataires.sql.js';
import { findConseiller } from '../garants/contacts.sql.js';
import type { Origine } from '../droits/acteur.js';
import { createConsigner, type Auteur, type Consigner, type Fait } from '../journal/consigner.js';
import { parseControlCode } from '../kit/control-code.js';
import type { Database, Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { conflit, introuvable, invalide, Refus } from '../kit/errors.js';
import type { Language } from '../kit/money.js';
import * as repository from './beneficiaires.repository.js';
import {
  CODE_MINUTES,
  CODES_PAR_JOUR,
  empecheGeste,
  ESSAIS_MAX,
  readDemarche,
  type ActeTenu,
  type GesteBeneficiaire,
  type TapeeDemarche,
} from './demarche.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  /** The figures of a token: the outbox and the database hold none. */
  readonly codeDe: (jeton: string) => string;
  readonly reveiller: (travail: 'courriels') => void;
}

/** What a fact is written with. */
interface Encre {
  readonly clock: Clock;
  readonly consigner: Consigner;
}

const JOUR_MS = 86_400_000;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export function createBeneficiairesDActes({ db, clock, codeDe, reveiller }: Deps) {
  const consigner = createConsigner({ clock, reveiller });
  const trouver = async (tx: Tx, typed: string): Promise<ActeTenu> => {
    const acte = await repository.findActeTenu(tx, parseControlCode(typed) ?? '');
    if (!acte) throw introuvable();
    return acte;
  };

  return {
    /** The act of a code; 404 when there is none. */
    acte: (code: string): Promise<ActeTenu> => db.systeme.read((tx) => trouver(tx, code)),

    /** Writes what was said, not yet worth anything, and sends the code. Answers the token of the page where it is typed. */
    dire: (code: string, geste: GesteBeneficiaire, tapee: TapeeDemarche, langue: Language): Promise<string> =>
      db.systeme.transaction(async (tx) => {
        const acte = await trouver(tx, code);
        // One after another for an act: the count of its codes is true.
        await tenir(tx, acte.caution_id);
        const empechement = empecheGeste(geste, acte);
        if (empechement) throw conflit(empechement);
        if (acte.email === '') throw conflit('beneficiaires.refus.sans_adresse', { garant: acte.garant });
        const { demarche, erreurs } = readDemarche(geste, tapee, { ...acte, langue });
        if (!demarche) throw invalide(erreurs);
        const le = clock();
        if ((await repository.countDemarches(tx, acte.caution_id, new Date(le.getTime() - JOUR_MS))) >= CODES_PAR_JOUR)
          throw new Refus(429, 'beneficiaires.refus.trop');
        const expire = new Date(le.getTime() + CODE_MINUTES * 60_000);
        const { id, jeton } = await repository.insertDemarche(tx, acte, geste, demarche, { le, expire });
        const courriel: Courriel = {
          evenement: `demarche ${id}`,
          destinataire: acte.email,
          langue,
          gabarit: 'code_beneficiaire',
          donnees: { defi: jeton, numero: acte.numero, geste },
        };
        await insertCourriels(tx, acte.compte_id, [courriel], le);
        tx.afterCommit(() => reveiller('courriels'));
        return jeton;
      }),

    /** The code is typed: what was said is written in the caution's timeline, told to the client and to the insurer. Once. */
    async confirmer(jeton: string, code: string, origine: Origine): Promise<GesteBeneficiaire> {
      if (!UUID.test(jeton)) throw introuvable();
      const issue = await db.systeme.transaction(async (tx) => {
        const demarche = await repository.lockDemarche(tx, jeton);
        if (!demarche) throw introuvable();
        if (demarche.confirmee_le) throw conflit('beneficiaires.refus.deja');
        if (demarche.expire_le <= clock() || demarche.essais >= ESSAIS_MAX) throw conflit('beneficiaires.refus.expiree');
        if (code.replace(/\s/g, '') !== codeDe(jeton)) {
          await repository.countEssai(tx, demarche.id);
          return undefined;
        }
        await ecrire(tx, { clock, consigner }, demarche, origine);
        return demarche.geste;
      });
      if (!issue) throw invalide([{ field: 'code', message: 'beneficiaires.erreurs.code' }]);
      return issue;
    },
  };
}

/** Writes what was said once it is confirmed, and tells it to the client and to the insurer. */
async function ecrire(tx: Tx, { clock, consigner }: Encre, demarche: repository.DemarcheEcrite, origine: Origine): Promise<void> {
  const { geste, caution_id: cautionId, compte_id: compteId, signataire, mots, montant } = demarche;
  const caution = await tenir(tx, cautionId);
  const acte = caution && (await repository.findTenuDeCaution(tx, cautionId));
  if (!acte) throw introuvable();
  const empechement = empecheGeste(geste, acte);
  if (empechement) throw conflit(empechement);
  const le = clock();
  await repository.confirm(tx, demarche.id, le);
  if (geste === 'liberer') await repository.insertMainlevee(tx, demarche, le);
  const fait: Auteur & Fait = {
    acteur: undefined,
    compteId,
    origine,
    acte: `beneficiaire_${geste}`,
    sujet: 'caution',
    sujetId: cautionId,
    details: { signataire, ...(montant !== null && { montant }) },
    commentaire: mots === '' ? signataire : `${signataire} : ${mots}`,
    courriels: await messages(tx, acte, demarche),
  };
  await consigner(tx, [fait]);
}

async function messages(
  tx: Tx,
  { numero, beneficiaire, garant }: ActeTenu,
  { id, geste, caution_id: cautionId, compte_id: compteId, signataire, mots }: repository.DemarcheEcrite,
) {
  const donnees = { caution: numero, beneficiaire, geste, signataire, garant, commentaire: mots };
  const clients = await auxClients(tx, cautionId, {
    evenement: `demarche ${id} dite`,
    gabarit: 'beneficiaire_parle',
    donnees: { ...donnees, chemin: chemins.caution({ numero }) },
  });
  const conseiller = await findConseiller(tx, compteId);
  if (!conseiller) return clients;
  const auGarant: Courriel = {
    evenement: `demarche ${id} dite`,
    destinataire: conseiller.email,
    langue: conseiller.langue,
    gabarit: 'beneficiaire_parle_au_garant',
    donnees: { ...donnees, client: conseiller.client, chemin: chemins.gestionCaution({ numero }) },
  };
  return [...clients, auGarant];
}
