/** The client's side of an amendment: asked for from the page of the caution, followed there. */
import { chemins } from '../chemins.js';
import type { Collaborateur } from '../droits/acteur.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { go, show, type Page } from '../http/answers.js';
import { shownVersion } from '../http/reply.js';
import { whole, words, type Visit } from '../http/visit.js';
import { parseDay } from '../kit/dates.js';
import type { Refus } from '../kit/errors.js';
import { uploads } from '../kit/web/upload.js';
import type { Services } from '../services.js';
import { pageAvenant } from './client.presenter.js';
import { champsDemandes, nomDuChamp } from './champs.js';

type Visite = Visit<Collaborateur, 'numero'>;
type VisiteAUn = Visit<Collaborateur, 'numero' | 'id'>;

const LETTRE = { types: ['pdf'], autre: 'documents.refus.type' } as const;

export function avenantsRoutes({ avenants, documents }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);
  const geste = { encore: (visite: VisiteAUn, refus: Refus) => montrer(visite, refus) } as const;
  const cle = ({ params: { numero, id } }: VisiteAUn) => ({ numero, id: whole(id) });
  const envoi = ({ version, origine }: VisiteAUn, mots: unknown = '') => ({ version, origine, mots: words(mots) });

  get(chemins.cautionAvenant, { pour: CLIENT }, (visite) => montrer(visite));

  post(chemins.cautionAvenant, { pour: ['saisisseur'], fichiers: 'pieces', encore: montrer }, async (visite) => {
    const { acteur, params, body, req, version, origine, langue, t } = visite;
    const { caution, texte } = await avenants.consulter(acteur, params.numero);
    const typed = Object.fromEntries(
      champsDemandes(texte, caution.valeurs).flatMap((nom) => {
        const valeur = body[nomDuChamp(nom)];
        return valeur === undefined ? [] : [[nom, words(valeur)]];
      }),
    );
    const fichiers = await documents.recevoir(uploads(req), 'pieces');
    const etat = await avenants.demander(acteur, params.numero, { typed, langue, fichiers, version, origine, mots: words(body.objet) });
    return go(chemins.cautionAvenant(params), t(`avenants.fait.${etat}`));
  });

  post(chemins.cautionAvenantValidation, { pour: ['valideur'], ...geste }, async (visite) => {
    const { acteur, params, body, t } = visite;
    const etat = await avenants.valider(acteur, cle(visite), envoi(visite, body.commentaire));
    return go(chemins.caution(params), t(`avenants.fait.valide.${etat}`));
  });
  post(chemins.cautionAvenantRefus, { pour: ['valideur'], ...geste }, async (visite) => {
    await avenants.ecarter(visite.acteur, cle(visite), envoi(visite, visite.body.commentaire));
    return go(chemins.caution(visite.params), visite.t('avenants.fait.ecarte'));
  });
  post(chemins.cautionAvenantConsentement, { pour: ['saisisseur'], fichiers: 'consentement', ...geste }, async (visite) => {
    const { acteur, params, body, req, t } = visite;
    const fichiers = await documents.recevoir(uploads(req), 'consentement', LETTRE);
    await avenants.consentir(acteur, cle(visite), { le: parseDay(words(body.dateConsentement)), fichiers }, envoi(visite));
    return go(chemins.cautionAvenant(params), t('avenants.fait.consenti'));
  });
  post(chemins.cautionAvenantAbandon, { pour: ['saisisseur'], ...geste }, async (visite) => {
    await avenants.abandonner(visite.acteur, cle(visite), envoi(visite, visite.body.motif));
    return go(chemins.caution(visite.params), visite.t('avenants.fait.abandonne'));
  });

  return routes;

  /** The form, or the amendment that is pending: as things are now, with what was typed. */
  async function montrer({ acteur, params, body, version, langue, t }: Visite, refus?: Refus): Promise<Page> {
    const source = await avenants.consulter(acteur, params.numero);
    const typed = Object.entries(body).filter(([nom, valeur]) => !nom.startsWith('_') && typeof valeur === 'string');
    const saisie = Object.fromEntries(typed.map(([nom, valeur]) => [nom, words(valeur)]));
    return show('avenants/avenant.njk', {
      ...pageAvenant(source, saisie, { acteur, langue, t }),
      version: shownVersion(version, (source.lu?.avenant ?? source.caution).version, refus),
    });
  }
}
