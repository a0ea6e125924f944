/** A release that reaches the insurer by letter, whatever the product: registered and granted by whoever has the file in hand. Owns the transactions. */
import { passer, tenir } from '../cautions/passage.sql.js';
import type { NouveauFichier } from '../documents/fichiers.sql.js';
import { deposerPour, joindre } from '../documents/jointes.sql.js';
import { auxClients } from '../dossiers/destinataires.sql.js';
import { exigerLaMain, type DossierVu } from '../dossiers/dossier.js';
import type { DossiersService } from '../dossiers/dossiers.service.js';
import type { Agent } from '../droits/acteur.js';
import type { Envoi } from '../gestes/faire.js';
import { createConsigner } from '../journal/consigner.js';
import type { Database, Tx } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { conflit, introuvable, invalide } from '../kit/errors.js';
import type { Language } from '../kit/money.js';
import { empecheMainlevee, type Liberable, type MotifMainlevee } from './mainlevee.js';
import { readMainlevee, type TapeeMainlevee } from './mainlevee.form.js';
import * as repository from './mainlevees.repository.js';
import { passageDe, resumeMainlevee } from './mainlevees.service.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly dossiers: DossiersService;
  readonly reveiller: (travail: 'courriels') => void;
}

interface Recue {
  readonly tapee: TapeeMainlevee;
  readonly fichiers: readonly NouveauFichier[];
  readonly langue: Language;
}

export function createMainleveesRecues({ db, clock, dossiers, reveiller }: Deps) {
  const consigner = createConsigner({ clock, reveiller });

  /** What may be registered of a caution; `empechement`: why nothing may, now. */
  async function lire(tx: Tx, agent: Agent, numero: string) {
    const dossier = await dossiers.lire(tx, agent, numero);
    const { en_cours: enCours, amende, partielle, liberation, reste } = await repository.findLiberable(tx, dossier.caution.id);
    const { etat } = dossier.caution;
    // By letter, any product is released; whoever objected gives it up with his letter.
    const liberable: Liberable = {
      enLigne: true,
      etat: etat === 'en_opposition' ? 'effective' : etat,
      enCours,
      amende,
      editeeLe: null,
      partielle,
      liberation,
    };
    const motif: MotifMainlevee = liberation === 'paiement' ? 'preuve_paiement' : 'lettre_beneficiaire';
    return { dossier, motif, partielle, reste, empechement: empecheMainlevee(liberable) };
  }

  return {
    recevable: (agent: Agent, numero: string) => db.read({ garant: agent.garantId }, (tx) => lire(tx, agent, numero)),

    /** Registers it and releases the caution, in whole or in part, at once. */
    enregistrer: (agent: Agent, numero: string, { tapee, fichiers, langue }: Recue, { version, origine }: Envoi): Promise<void> =>
      db.transaction({ garant: agent.garantId }, async (tx) => {
        const { caution } = await dossiers.lire(tx, agent, numero);
        const le = clock();
        const deposes = await deposerPour(tx, caution.compte_id, fichiers, agent, le);
        const tenue = await tenir(tx, caution.id);
        const { dossier, motif, partielle, reste, empechement } = await lire(tx, agent, numero);
        if (!tenue) throw introuvable();
        exigerLaMain(agent, dossier);
        if (tenue.version !== version) throw conflit('gestes.perimee');
        if (empechement) throw conflit(empechement);
        const { valeurs, devise } = dossier.caution;
        const cadre = { motifs: [motif], partielle, aujourdhui: today(clock), marche: valeurs.marche_date, reste, devise, langue };
        const { demande, erreurs } = readMainlevee({ ...tapee, motif }, { ...cadre, fichiers: fichiers.length });
        if (!demande) throw invalide(erreurs);
        const commun = { compteId: caution.compte_id, cautionId: caution.id, par: null, le, etat: 'accordee' } as const;
        const id = await repository.insert(tx, commun, demande);
        await joindre(tx, { compteId: caution.compte_id, sujet: 'mainlevee', id, fichiers: deposes, le });
        const libre = motif === 'lettre_beneficiaire' ? 'beneficiaire' : motif;
        if (libre === 'beneficiaire' && demande.montant === null) await repository.dropOppositions(tx, caution.id, today(clock));
        await passer(tx, tenue, { le, nature: 'mainlevee', ...passageDe({ montant: demande.montant, motif: libre, devise }) });
        await consigner(tx, [await fait(tx, dossier, { agent, id, demande, origine })]);
      }),
  };
}

/** What is written of it, and told. */
async function fait(
  tx: Tx,
  dossier: DossierVu,
  {
    agent,
    id,
    demande,
    origine,
  }: { agent: Agent; id: number; demande: { motif: MotifMainlevee; montant: string | null }; origine: Envoi['origine'] },
) {
  const { caution } = dossier;
  const { motif, montant } = demande;
  return {
    ...({
      acteur: agent,
      compteId: caution.compte_id,
      origine,
      acte: 'mainlevee_accorder',
      sujet: 'caution',
      sujetId: caution.id,
    } as const),
    details: { motif, ...(montant !== null && { montant }) },
    courriels: await auxClients(tx, caution.id, {
      evenement: `mainlevee ${id} accordee`,
      gabarit: 'mainlevee_accordee',
      donnees: { ...resumeMainlevee(dossier), montant: montant ?? caution.montant, partielle: montant !== null },
    }),
  };
}
