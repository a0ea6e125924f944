/** The page of an act that the insurer prints. */
import { delaiDe, delaiEnMots, PROMESSE_ACTE_HEURES } from '../cautions/delai.js';
import { A_EXPEDIER, auteursExpedition, EXPEDITION } from '../cautions/expedition.js';
import { etapesDe } from '../cautions/expedition.presenter.js';
import { EN_VIGUEUR } from '../cautions/caution.js';
import { chemins } from '../chemins.js';
import { panneauxDossier, type ContexteDossier } from '../dossiers/dossier.presenter.js';
import type { DossierVu } from '../dossiers/dossier.js';
import type { ExpeditionVue } from './expedition.js';

export function pageExpedition(expedition: ExpeditionVue, dossier: DossierVu, contexte: ContexteDossier & { readonly maintenant: Date }) {
  const { id, etat, caution, caution_etat: etatCaution } = expedition;
  const { acteur, langue, t, maintenant } = contexte;
  const gestes = EXPEDITION.possibles({ etat, caution: etatCaution }, auteursExpedition(acteur));
  const enVigueur = EN_VIGUEUR.includes(etatCaution);
  const panneaux = panneauxDossier(dossier, { sujet: 'acte', id }, contexte);
  const peut = (geste: (typeof gestes)[number]) => panneaux.main.sienne && gestes.includes(geste);
  return {
    titre: caution,
    etat,
    sousTitre: t('expeditions.sousTitre', { client: dossier.caution.client, beneficiaire: expedition.beneficiaire }),
    fil: [
      { href: chemins.gestion(), texte: t('menus.gestion') },
      { href: chemins.gestionActes(), texte: t('expeditions.titre') },
      { texte: caution },
    ],
    delai:
      A_EXPEDIER.includes(etat) && enVigueur
        ? delaiEnMots(delaiDe(expedition.depuis, maintenant, PROMESSE_ACTE_HEURES), langue, t, 'expeditions.promesse')
        : undefined,
    finie: !enVigueur && A_EXPEDIER.includes(etat),
    original: expedition.fichier_id === null ? undefined : chemins.gestionActePdf({ id }),
    etapes: etapesDe(expedition, langue, t),
    lienCaution: { href: chemins.gestionCaution({ numero: caution }), texte: caution },
    dossier: panneaux,
    peutEditer: peut('editer') && expedition.fichier_id !== null,
    peutExpedier: peut('expedier'),
    peutConstater: peut('constater_reception'),
    actions: {
      editer: chemins.gestionActeEdition({ id }),
      expedier: chemins.gestionActeExpedition({ id }),
      constater: chemins.gestionActeReception({ id }),
    },
  };
}
