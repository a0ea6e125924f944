/** The client asks for the release of a caution. Owns the transactions. */
import { chemins } from '../chemins.js';
import type { CautionsService } from '../cautions/cautions.service.js';
import type { CautionVue } from '../cautions/caution.js';
import { passer, tenir } from '../cautions/passage.sql.js';
import type { Courriel } from '../courriels/courriel.js';
import type { NouveauFichier } from '../documents/fichiers.sql.js';
import { deposerPour, joindre } from '../documents/jointes.sql.js';
import { findConseiller } from '../garants/contacts.sql.js';
import { scopeOf, type Collaborateur, type Origine } from '../droits/acteur.js';
import type { Envoi } from '../gestes/faire.js';
import { createConsigner, type Auteur, type Fait } from '../journal/consigner.js';
import type { Database, Tx } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { conflit, introuvable, invalide } from '../kit/errors.js';
import type { Language } from '../kit/money.js';
import { liberationDe } from '../termes/terme.js';
import { upsertReception } from '../termes/termes.sql.js';
import { SUR_RECEPTION } from '../horloges/pour.js';
import { empecheMainlevee, motifsPour, type EtatMainlevee, type Liberable } from './mainlevee.js';
import { readMainlevee, type CadreMainlevee, type MainleveeDemandee, type TapeeMainlevee } from './mainlevee.form.js';
import * as repository from './mainlevees.repository.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly cautions: Pick<CautionsService, 'find'>;
  readonly reveiller: (travail: 'courriels') => void;
}

interface Saisie {
  readonly tapee: TapeeMainlevee;
  readonly fichiers: readonly NouveauFichier[];
  readonly langue: Language;
}

/** What may be asked of a caution, as its form shows it. */
export interface Demandable {
  readonly vue: CautionVue;
  readonly liberable: Liberable;
  readonly cadre: Omit<CadreMainlevee, 'langue' | 'fichiers'>;
  readonly empechement: string | undefined;
}

export function createDemandesDeMainlevee({ db, clock, cautions, reveiller }: Deps) {
  const consigner = createConsigner({ clock, reveiller });

  async function lire(tx: Tx, acteur: Collaborateur, numero: string): Promise<Demandable> {
    const vue = await cautions.find(tx, acteur, numero);
    if (!vue) throw introuvable();
    const {
      en_ligne: enLigne,
      en_cours: enCours,
      amende,
      editee_le: editeeLe,
      partielle,
      liberation,
      reste,
    } = await repository.findLiberable(tx, vue.id);
    const liberable: Liberable = { etat: vue.etat, enLigne, enCours, amende, editeeLe, partielle, liberation };
    const cadre = {
      motifs: motifsPour(liberable, clock()),
      partielle,
      aujourdhui: today(clock),
      marche: vue.valeurs.marche_date,
      reste,
      devise: vue.devise,
    };
    return { vue, liberable, cadre, empechement: empecheMainlevee(liberable) };
  }

  /** Granted at once when its conditions hold; otherwise it waits for the insurer. */
  async function ecrire(tx: Tx, acteur: Collaborateur, { vue }: Demandable, demande: MainleveeDemandee, fichiers: readonly number[]) {
    const le = clock();
    const etat: EtatMainlevee = demande.motif === 'edition_erreur' ? 'accordee' : 'transmise';
    const id = await repository.insert(tx, { compteId: acteur.compteId, cautionId: vue.id, par: acteur.id, le, etat }, demande);
    await joindre(tx, { compteId: acteur.compteId, sujet: 'mainlevee', id, fichiers, le });
    const { datePv, dateEffet, dateLevee, reserves } = demande.donnees;
    // Whatever becomes of the request, its PV starts the clock of the law.
    if (dateEffet && reserves && SUR_RECEPTION.includes(vue.type_credit)) {
      const reception = { effet: dateEffet, pv_le: datePv ?? null, reserves, levees_le: dateLevee ?? null };
      await upsertReception(tx, vue.id, reception, { liberation: liberationDe(vue.type_credit, vue.valeurs, reception), acteur, le });
    }
    return { id, etat };
  }

  return {
    /** What its form shows; 404 when the caution is not seen. */
    demandable: (acteur: Collaborateur, numero: string): Promise<Demandable> => db.read(scopeOf(acteur), (tx) => lire(tx, acteur, numero)),

    /** Asks for the release of a caution as it was shown. Answers the state of the release. */
    demander: (
      acteur: Collaborateur,
      numero: string,
      { tapee, fichiers, langue }: Saisie,
      { version, origine }: Envoi,
    ): Promise<EtatMainlevee> =>
      db.transaction(scopeOf(acteur), async (tx) => {
        const deposes = await deposerPour(tx, acteur.compteId, fichiers, acteur, clock());
        const vue = await cautions.find(tx, acteur, numero);
        const tenue = vue && (await tenir(tx, vue.id));
        if (!tenue) throw introuvable();
        const demandable = await lire(tx, acteur, numero);
        if (version !== tenue.version) throw conflit('gestes.perimee');
        if (demandable.empechement) throw conflit(demandable.empechement);
        const { demande, erreurs } = readMainlevee(tapee, { ...demandable.cadre, langue, fichiers: fichiers.length });
        if (!demande) throw invalide(erreurs);
        const { id, etat } = await ecrire(tx, acteur, demandable, demande, deposes);
        const auto = etat === 'accordee';
        if (auto) await passer(tx, tenue, { geste: 'mainlever', par: 'garant', le: clock(), nature: 'mainlevee' });
        await consigner(
          tx,
          faitsDe(acteur, tenue.id, { demande, origine, auto, courriels: await auConseiller(tx, acteur, demandable, id) }),
        );
        return etat;
      }),
  };
}

async function auConseiller(tx: Tx, acteur: Collaborateur, { vue }: Demandable, id: number): Promise<Courriel[]> {
  const conseiller = await findConseiller(tx, acteur.compteId);
  if (!conseiller) return [];
  const { numero: caution, beneficiaire, montant, devise, entite, demande: numero } = vue;
  return [
    {
      evenement: `mainlevee ${id} demandee`,
      destinataire: conseiller.email,
      langue: conseiller.langue,
      gabarit: 'mainlevee_demandee',
      donnees: {
        numero,
        caution,
        beneficiaire,
        entite,
        montant,
        devise,
        client: conseiller.client,
        chemin: chemins.gestionMainlevee({ id }),
      },
    },
  ];
}

/** What is written of a request; the rule grants an error of edition, not the person who asked. */
function faitsDe(
  acteur: Collaborateur,
  sujetId: number,
  { demande, origine, auto, courriels }: { demande: MainleveeDemandee; origine: Origine; auto: boolean; courriels: readonly Courriel[] },
): (Auteur & Fait)[] {
  const { motif, donnees, montant } = demande;
  const commun = { origine, sujet: 'caution', sujetId } as const;
  return [
    { ...commun, acteur, acte: 'mainlevee_demander', details: { motif, ...donnees, ...(montant !== null && { montant }) }, courriels },
    ...(auto ? [{ ...commun, acteur: undefined, compteId: acteur.compteId, acte: 'mainlevee_accorder' }] : []),
  ];
}
