/** Documents asked by the insurer, and its messages. */
import { JOUR } from './calendrier.js';
import type { Contexte, Dossier } from './dossier.js';
import { hasard } from './hasard.js';
import { fichierInvente } from './piece.js';
import { DOCUMENTS } from './motifs.js';
import type { Compte } from './organisation.js';
import type { Registre } from './registre.js';

/** Documents asked of each account: received, open, late. A late one holds the demandes of its entity. */
const DEMANDES: Readonly<Record<string, readonly [recues: number, ouvertes: number, enRetard: number]>> = {
  'Groupe Rhône Bâtir': [9, 3, 0],
  'Groupe Armorion Travaux': [12, 5, 3],
  'Valtéric Ingénierie': [3, 2, 1],
  'Électricité générale du Forez': [2, 1, 1],
  'Terrassements Vaucouleurs': [2, 1, 1],
};
const AUTRES = [1, 1, 0] as const;

export function demanderDocuments(r: Registre, { cal }: Contexte, comptes: readonly Compte[], dossiers: readonly Dossier[]): void {
  const h = hasard('documents');
  for (const { id: compteId, def, entites } of comptes) {
    const [recues, ouvertes, enRetard] = DEMANDES[def.nom] ?? AUTRES;
    const actives = entites.filter(({ active, demande }) => active && demande);
    const demander = (entiteId: number, demandee: number, delai: number, recue: number | null): void =>
      void r.ajouter('demande_document', {
        compte_id: compteId,
        entite_id: entiteId,
        caution_id: null,
        objet: h.parmi(DOCUMENTS),
        demandee_le: cal.instant(demandee),
        echeance: cal.jourDe(demandee + delai * JOUR),
        recu_le: recue === null ? null : cal.instant(recue),
        etat: recue === null ? 'demande' : 'accepte',
        version: recue === null ? 1 : 3,
      });
    for (let i = 0; i < recues; i++) {
      const demandee = cal.passe(-h.entier(60, 700), h.entier(0, 500));
      demander(h.parmi(actives).id, demandee, 20, cal.apres(demandee, h.entier(2, 25) * JOUR));
    }
    // At the last entities, which the demonstration's own requester does not serve: an open request becomes late one day.
    for (let i = 0; i < ouvertes; i++)
      demander(h.parmi(actives.slice(-5)).id, cal.passe(-h.entier(1, 12), h.entier(0, 500)), h.entier(18, 30), null);
    recevoir(r, cal, compteId);
    // Late at entities that asked nothing since, so that no caution was granted against the rule.
    const muettes = actives.filter(({ id }) => !dossiers.some((d) => d.entite.id === id && d.creee > -21 * JOUR));
    for (let i = 0; i < enRetard; i++)
      demander(h.parmi(muettes.length > 0 ? muettes : actives).id, cal.passe(-h.entier(32, 36), h.entier(0, 500)), 20, null);
  }
}

/** What a client of a caution that waits has just given: the insurer reads it. */
function recevoir(r: Registre, cal: Contexte['cal'], compteId: number): void {
  const rang = r.de('caution').findIndex((caution) => caution.compte_id === compteId && caution.etat === 'en_attente');
  if (rang < 0) return;
  const recu = cal.passe(compteId % 2 ? 0 : -1, 37 * compteId);
  const document = r.ajouter('demande_document', {
    compte_id: compteId,
    entite_id: r.de('caution')[rang]?.entite_id,
    caution_id: rang + 1,
    objet: DOCUMENTS[compteId % DOCUMENTS.length],
    demandee_le: cal.instant(recu - 2 * JOUR),
    echeance: cal.jourDe(recu + 8 * JOUR),
    recu_le: cal.instant(Math.min(recu, cal.maintenant)),
    etat: 'recu',
    version: 2,
  });
  const le = cal.instant(Math.min(recu, cal.maintenant));
  const fichier_id = r.ajouter('fichier', {
    compte_id: compteId,
    nom: 'Document demandé.pdf',
    ...fichierInvente(),
    depose_par: null,
    depose_le: le,
  });
  r.ajouter('jointe', { compte_id: compteId, sujet: 'document', sujet_id: document, fichier_id, le });
}

interface MessageDef {
  readonly jours: number;
  readonly compte?: string;
  readonly titre: { readonly fr: string; readonly en: string };
  readonly corps: { readonly fr: string; readonly en: string };
}

const MESSAGES: readonly MessageDef[] = [
  {
    jours: 400,
    titre: { fr: 'Bienvenue sur Cautionet', en: 'Welcome to Cautionet' },
    corps: {
      fr: 'Vos demandes, vos cautions et vos factures sont désormais au même endroit. Le guide de prise en main est à votre disposition dans l’aide.',
      en: 'Your applications, your guarantees and your invoices are now in one place. A getting-started guide is available in the help pages.',
    },
  },
  {
    jours: 210,
    titre: {
      fr: 'Retenue de garantie des marchés publics : taux réduit pour les PME',
      en: 'Retention money on public contracts: lower rate for SMEs',
    },
    corps: {
      fr: 'Le taux de 3 % s’applique aux petites et moyennes entreprises pour davantage d’acheteurs. Renseignez la variable « PME » de votre demande.',
      en: 'The 3% rate applies to small and medium-sized companies for more public buyers. Fill in the “SME” variable of your request.',
    },
  },
  {
    jours: 95,
    titre: { fr: 'Sous-traitants : un texte mis à jour', en: 'Subcontractors: updated wording' },
    corps: {
      fr: 'La nouvelle version du texte de paiement du sous-traitant remplace la précédente. Les demandes en cours qui l’utilisent encore vous sont signalées.',
      en: 'The new version of the wording for the payment of subcontractors replaces the earlier one. Requests under way that still use it are flagged.',
    },
  },
  {
    jours: 33,
    titre: { fr: 'Maintenance dimanche de 6 h à 8 h', en: 'Maintenance on Sunday, 6 to 8 a.m.' },
    corps: {
      fr: 'Le portail sera brièvement indisponible. Les demandes enregistrées sont conservées.',
      en: 'The portal will be briefly unavailable. Saved requests are kept.',
    },
  },
  {
    jours: 11,
    titre: { fr: 'Fermeture du service des actes le 25 décembre', en: 'The deeds department is closed on 25 December' },
    corps: { fr: 'Les éditions en ligne restent possibles.', en: 'Online editions remain available.' },
  },
  {
    jours: 5,
    compte: 'Groupe Rhône Bâtir',
    titre: { fr: 'Documents de renouvellement du contrat CP20431', en: 'Renewal documents for contract CP20431' },
    corps: {
      fr: 'Votre contrat arrive à échéance dans deux mois. Deux pièces sont à joindre depuis la page Documents.',
      en: 'Your contract expires in two months. Two documents are to be provided from the Documents page.',
    },
  },
  {
    jours: 2,
    compte: 'Groupe Rhône Bâtir',
    titre: { fr: 'Avances : votre ligne est presque utilisée', en: 'Advances: your line is nearly used up' },
    corps: {
      fr: 'Nous pouvons étudier une augmentation de l’autorisation. Contactez votre chargé d’affaires.',
      en: 'We can consider an increase. Please contact your underwriter.',
    },
  },
  {
    jours: 8,
    compte: 'Groupe Armorion Travaux',
    titre: { fr: 'Contrat Méditerranée : échéance dans cinq mois', en: 'Méditerranée contract: five months to expiry' },
    corps: {
      fr: 'Les comptes consolidés du groupe sont attendus pour préparer le renouvellement.',
      en: 'The consolidated accounts are awaited to prepare the renewal.',
    },
  },
];

export function publier(r: Registre, { cal, garantId }: Contexte, comptes: readonly Compte[]): void {
  for (const { jours, compte, titre, corps } of [...MESSAGES].sort((a, b) => b.jours - a.jours))
    r.ajouter('message', {
      garant_id: garantId,
      compte_id: comptes.find(({ def }) => def.nom === compte)?.id ?? null,
      titre,
      corps,
      publie_le: cal.instant(cal.passe(-jours, 90)),
    });
}
