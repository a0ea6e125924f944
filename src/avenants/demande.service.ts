/** The client asks for an amendment: read as a demande is, refused in words where it cannot be now. Owns the transactions. */
import { find as findCaution } from '../cautions/cautions.sql.js';
import type { CautionsService } from '../cautions/cautions.service.js';
import { tenir } from '../cautions/passage.sql.js';
import { findCircuitPour, listAdministrateurs } from '../circuits/valideurs.sql.js';
import type { NouveauFichier } from '../documents/fichiers.sql.js';
import { deposerPour, joindre } from '../documents/jointes.sql.js';
import { scopeOf, type Collaborateur } from '../droits/acteur.js';
import { readMots, type Envoi } from '../gestes/faire.js';
import type { Consigner } from '../journal/consigner.js';
import type { Database, Tx } from '../kit/database.js';
import { parisDay, today, type Clock } from '../kit/dates.js';
import { conflit, interdit, introuvable, invalide, type Refus } from '../kit/errors.js';
import type { Language } from '../kit/money.js';
import type { SpecimensService } from '../specimens/specimens.service.js';
import type { TexteVersion } from '../specimens/texte.js';
import { empecheDemande, mesurer, type EtatAvenant } from './avenant.js';
import * as repository from './avenants.repository.js';
import { lireChangements } from './champs.js';
import { aValider } from './courriels.sql.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly consigner: Consigner;
  readonly cautions: CautionsService;
  readonly specimens: SpecimensService;
}

/** What was typed: of the act by variable, and why (`mots` of the envoi). */
export interface DemandeAvenant extends Envoi {
  readonly typed: Readonly<Record<string, string>>;
  readonly langue: Language;
  readonly fichiers: readonly NouveauFichier[];
}

const OBJET = { champ: 'objet', min: 3, max: 1_000, message: 'avenants.erreurs.objet' };

export function createDemander({ db, clock, consigner, cautions, specimens }: Deps) {
  /** The caution held, if an amendment of it may be asked for now, as it was shown. */
  async function prendre(tx: Tx, acteur: Collaborateur, numero: string, version: number) {
    const vue = await findCaution(tx, acteur, numero);
    const tenue = vue && (await tenir(tx, vue.id));
    const caution = tenue && (await findCaution(tx, acteur, numero));
    if (!caution) throw introuvable();
    if (!acteur.profils.includes('saisisseur')) throw interdit('avenants.refus.profil');
    const raison = empecheDemande({ ...tenue, ...(await repository.countPendants(tx, tenue.id)) });
    if (raison) throw conflit(raison);
    if (tenue.version !== version) throw conflit('gestes.perimee');
    return caution;
  }

  /** The values of the new act; 422 beside the fields otherwise. */
  async function lire(tx: Tx, caution: Awaited<ReturnType<typeof prendre>>, texte: TexteVersion, { typed, langue }: DemandeAvenant) {
    const { id, valeurs, devise, donneur_ordre: donneur } = caution;
    const { apres, fautes } = lireChangements(texte, valeurs, typed, {
      devise,
      langue,
      emission: parisDay(caution.effective_le ?? caution.creee_le),
      aujourdhui: today(clock),
      contrat: await repository.findContrat(tx, id),
      donneur: { nom: donneur.nom, immatriculation: donneur.siret ?? donneur.siren ?? undefined },
    });
    return { apres, fautes };
  }

  return async (acteur: Collaborateur, numero: string, demande: DemandeAvenant): Promise<EtatAvenant> => {
    // The wording never changes: it is read before anything is locked.
    const texte = await specimens.texte((await cautions.consulter(acteur, numero)).vue.texte_id);
    return db.transaction(scopeOf(acteur), async (tx) => {
      const le = clock();
      const deposes = await deposerPour(tx, acteur.compteId, demande.fichiers, acteur, le);
      const caution = await prendre(tx, acteur, numero, demande.version);
      const { apres, fautes } = await lire(tx, caution, texte, demande);
      const objet = motsOuFautes(demande.mots ?? '', fautes);
      const mesure = mesurer(caution.valeurs, apres, caution);
      const { propreValidation } = await findCircuitPour(tx, caution.entite_id, apres.montant ?? '0');
      const etat = mesure.reduction ? 'consentement_attendu' : 'a_valider';
      const id = await repository.insert(tx, {
        ...mesure,
        ...{ etat, objet, apres, propreValidation, le },
        avant: caution.valeurs,
        compteId: acteur.compteId,
        cautionId: caution.id,
        dateFin: caution.fin === 'date' ? (apres.date_fin ?? null) : caution.date_fin,
        par: acteur.id,
      });
      await joindre(tx, { compteId: acteur.compteId, sujet: 'avenant', id, fichiers: deposes, le });
      const valideurs = etat === 'a_valider' ? await repository.listValideurs(tx, id) : [];
      if (etat === 'a_valider' && valideurs.length === 0) throw await personne(tx);
      const avenant = await repository.findDuClient(tx, acteur, { cautionId: caution.id, id });
      const fait = { acte: 'avenant_demander', sujet: 'caution', sujetId: caution.id, commentaire: objet } as const;
      const courriels = avenant ? aValider({ avenant, caution }, valideurs) : [];
      await consigner(tx, [{ acteur, origine: demande.origine, ...fait, courriels }]);
      return etat;
    });
  };
}

/** Everything that is wrong at once: what was typed of the act, and why it is asked. */
function motsOuFautes(typed: string, fautes: Refus['fields']): string {
  if (fautes.length === 0) return readMots(OBJET, typed);
  const court = typed.trim().length < OBJET.min ? [{ field: OBJET.champ, message: OBJET.message }] : [];
  throw invalide([...fautes, ...court]);
}

/** Nobody can validate it: the names of whom to ask. */
async function personne(tx: Tx): Promise<Refus> {
  const administrateurs = (await listAdministrateurs(tx)).map(({ nom }) => nom).join(', ');
  return conflit('avenants.refus.personne', { administrateurs });
}
