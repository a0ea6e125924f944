/** Demandes: the list, one demande, and what may be done with it. */
import { chemins } from '../chemins.js';
import type { Envoi } from '../gestes/faire.js';
import { go, send, show, type Page } from '../http/answers.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { shownVersion } from '../http/reply.js';
import { words, type Visit } from '../http/visit.js';
import { today } from '../kit/dates.js';
import { Refus } from '../kit/errors.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../droits/acteur.js';
import { profilPour, type NomGeste } from './demande.js';
import { coteDeDemande } from './cote.presenter.js';
import { gestesDe } from './situation.js';
import { enListe, pageDemande } from './demande.presenter.js';

/** A visit to one demande. */
export type VisiteDemande = Visit<Collaborateur, 'numero'>;

/** What a button of the page sends: the version that was shown, and the words typed. */
export const envoiDe = ({ version, body, origine }: VisiteDemande): Envoi => ({
  version,
  mots: words(body.motif) || words(body.commentaire),
  origine,
});

export function demandesRoutes(services: Services, tools: RouteTools): Room {
  const { demandes, validations, actes } = services;
  const { routes, get, post } = guardedRoutes(tools);

  const montrer = (visite: VisiteDemande, refus?: Refus) => montrerDemande(services, visite, refus);
  get(chemins.demande, { pour: CLIENT }, (visite) => montrer(visite));

  get(chemins.demandeProjet, { pour: CLIENT }, async ({ acteur, params }) => {
    const { vue } = await demandes.consulter(acteur, params.numero);
    return send({ nom: `projet-${vue.numero}.pdf`, type: 'application/pdf', contenu: await actes.projet(acteur, vue) }, 'inline');
  });

  get(chemins.demandeSuppression, { pour: ['saisisseur'] }, async ({ acteur, params, t }) => {
    const { vue } = await demandes.consulter(acteur, params.numero);
    const demande = chemins.demande({ numero: vue.numero });
    return show('demandes/suppression.njk', {
      titre: t('demandes.suppression.titre', { numero: vue.numero }),
      fil: [
        { href: chemins.demandes(), texte: t('demandes.titre') },
        { href: demande, texte: vue.numero },
        { texte: t('demandes.supprimer') },
      ],
      texte: t('demandes.suppression.texte', { beneficiaire: vue.beneficiaire }),
      action: chemins.demandeSuppression({ numero: vue.numero }),
      retour: demande,
      version: vue.version,
    });
  });

  /** Done, said, and back to the demande's page. */
  const fait = ({ params, t }: VisiteDemande, message: string, details = {}) =>
    go(chemins.demande(params), t(`demandes.fait.${message}`, { numero: params.numero, ...details }));
  const decide = decideAvec(services);
  const par = (geste: NomGeste) => ({ pour: [profilPour(geste)], encore: montrer }) as const;

  post(chemins.demandeSoumission, par('soumettre'), async (visite) => {
    const { acteur, params, t } = visite;
    const { noms, lui } = await demandes.soumettre(acteur, params.numero, envoiDe(visite));
    const lien = lui ? { href: `${chemins.demande(params)}#decision`, texte: t('demandes.laValider') } : undefined;
    return go(chemins.demande(params), t('demandes.fait.soumise', { noms: enListe(noms, t) }), 'succes', { lien });
  });

  const confirmer = ({ acteur, params }: VisiteDemande) => validations.demandePreuve(acteur, [params.numero]);
  post(chemins.demandeValidation, { ...par('valider'), confirmer }, async (visite) => {
    const { acteur, params, version, origine } = visite;
    const [resultat] = await validations.valider(acteur, [{ ...params, version }], origine, envoiDe(visite).mots);
    if (!resultat || resultat.issue === 'inconnue') throw new Refus(404, 'erreurs.introuvable');
    if (resultat.issue === 'refusee') throw new Refus(409, resultat.raison ?? 'gestes.perimee');
    if (resultat.issue === 'validee') return decide(visite, 'validee');
    return decide(visite, resultat.effective ? 'effective' : 'en_attente', { caution: resultat.caution });
  });

  post(chemins.demandeRefus, par('refuser'), async (visite) => {
    await demandes.repondre(visite.acteur, visite.params.numero, 'refuser', envoiDe(visite));
    return decide(visite, 'refusee');
  });

  post(chemins.demandeRenvoi, par('renvoyer'), async (visite) => {
    await demandes.repondre(visite.acteur, visite.params.numero, 'renvoyer', envoiDe(visite));
    return decide(visite, 'renvoyee');
  });

  post(chemins.demandeReprise, par('reprendre'), async (visite) => {
    await demandes.faire(visite.acteur, visite.params.numero, 'reprendre', envoiDe(visite));
    return fait(visite, 'reprise');
  });

  post(chemins.demandeSuppression, par('supprimer'), async (visite) => {
    await demandes.faire(visite.acteur, visite.params.numero, 'supprimer', envoiDe(visite));
    return fait(visite, 'supprimee');
  });

  post(chemins.demandeDuplication, { pour: ['saisisseur'], encore: montrer }, async ({ acteur, params: { numero }, origine, t }) => {
    const copie = await demandes.dupliquer(acteur, numero, origine);
    return go(chemins.demande({ numero: copie }), t('demandes.fait.dupliquee', { numero, copie }));
  });

  return routes;
}

/** Decided, said, and back to the demande's page, with the next one that waits for whoever decided. */
const decideAvec =
  ({ validations }: Services) =>
  async (visite: VisiteDemande, message: string, details = {}) => {
    const { acteur, params, t } = visite;
    const suivante = await validations.suivante(acteur, params.numero);
    const lien = suivante && { href: chemins.demande(suivante), texte: t('demandes.suivante', { ...suivante }) };
    return go(chemins.demande(params), t(`demandes.fait.${message}`, details), 'succes', { lien });
  };

/** The page as it is now; after a refusal, what changed since the version that was shown, and the words that were typed. */
export async function montrerDemande(
  { demandes, specimens, catalogue, actes, clock, logger }: Services,
  { acteur, params, body, version, langue, t }: VisiteDemande,
  refus?: Refus,
): Promise<Page> {
  const consultee = await demandes.consulter(acteur, params.numero);
  const { vue } = consultee;
  const [texte, enVigueur, noms, acte] = await Promise.all([
    specimens.texte(vue.texte_id),
    specimens.enVigueur(acteur.garantId),
    catalogue.read(),
    // Whoever decides reads the act that he decides on.
    gestesDe(vue).includes('valider') ? lisible(() => actes.brouillon(acteur, vue)) : undefined,
  ]);
  const cote = await lisible(() => coteDeDemande(consultee, { texte, aujourdhui: today(clock), langue, t }));
  const remplacePar = enVigueur.some(({ id }) => id === vue.texte_id) ? undefined : enVigueur.find(({ code }) => code === texte.code);
  const depuis = refus?.key === 'gestes.perimee' ? version : undefined;
  const page = pageDemande({ ...consultee, texte, remplacePar, acte, cote, catalogue: noms, langue, t, depuis });
  return show('demandes/demande.njk', {
    ...page,
    demande: { ...page.demande, version: shownVersion(version, vue.version, refus) },
    saisie: { commentaire: words(body.commentaire) },
  });

  /** A row that no form of ours would have written is shown all the same, without what cannot be made of it: somebody has to look. */
  async function lisible<T>(work: () => Promise<T> | T): Promise<T | undefined> {
    try {
      return await work();
    } catch (err) {
      logger.error({ err, numero: params.numero }, 'what a demande would become cannot be worked out');
      return undefined;
    }
  }
}
