/** Writing a demande in three steps: general, details, summary; the same steps change one that exists. */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { chemins } from '../chemins.js';
import { lireFichiers } from '../documents/fichiers.js';
import { conflit, Refus } from '../kit/errors.js';
import { today } from '../kit/dates.js';
import { parseUploads, uploads } from '../kit/web/upload.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../session/acteur.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { annoncer, origineDe } from '../session/request.js';
import { langueDe } from '../web/locals.js';
import { empechement } from './situation.js';
import { versionForm } from './demandes.form.js';
import type { DemandeVue } from './demandes.repository.js';
import { groupesDe } from './demande.presenter.js';
import { choixForm, etapeForm, saisieDe } from './saisie.form.js';
import { cote, etapeDetails, etapeGenerale, etapeRecapitulatif, montantDe, type Lieu } from './saisie.presenter.js';

const SAISISSEUR = { pour: ['saisisseur'] } as const;
const NOUVELLE: Lieu = { base: chemins.demandeNouvelle(), numero: undefined, version: 0 };

export function saisieRoutes({ saisie, demandes, office, translator, clock }: Services, tools: RouteTools): Room {
  const { router, routes, get, post } = guardedRoutes(tools);
  const pieces = parseUploads('pieces');

  get(chemins.demandeNouvelle, SAISISSEUR, (req, res, acteur) => montrer(req, res, acteur, NOUVELLE));
  post(chemins.demandeNouvelle, { ...SAISISSEUR, fichiers: pieces }, (req, res, acteur) => avancer(req, res, acteur, NOUVELLE));

  get(chemins.demandeModification, SAISISSEUR, async (req, res, acteur) => {
    const vue = await aModifier(req, acteur);
    await montrer(req, res, acteur, lieuDe(vue), vue);
  });
  post(chemins.demandeModification, { ...SAISISSEUR, fichiers: pieces }, async (req, res, acteur) => {
    const vue = await aModifier(req, acteur);
    await avancer(req, res, acteur, { ...lieuDe(vue), version: versionForm.parse(req.body.version) }, vue);
  });

  return { router, routes };

  async function aModifier(req: Request, acteur: Collaborateur): Promise<DemandeVue> {
    const { vue } = await demandes.consulter(acteur, String(req.params.numero));
    const raison = empechement('modifier', vue);
    if (raison) throw conflit(raison);
    return vue;
  }

  /** A step asked for by its address: the first, or the second once the four choices are made. */
  async function montrer(req: Request, res: Response, acteur: Collaborateur, lieu: Lieu, vue?: DemandeVue): Promise<void> {
    const langue = langueDe(req);
    const t = translator(langue);
    const voulus = choixForm.parse(req.query);
    const choix = vue
      ? { entiteId: vue.entite_id, produit: vue.produit, typeCredit: vue.type_credit, texteId: vue.texte_id, ...defined(voulus) }
      : voulus;
    const { cadre, offre, erreurs } = await saisie.cadre(acteur, choix, vue?.texte_id);
    const etape = etapeForm.catch(vue ? 'details' : 'general').parse(req.query.etape);
    if (etape === 'general' || !cadre) {
      const montrees = etape === 'general' ? [] : erreurs;
      res
        .status(montrees.length > 0 ? 422 : 200)
        .render('demandes/general.njk', etapeGenerale({ lieu, langue, t, offre, choix, erreurs: montrees }));
      return;
    }
    const valeurs = vue ? { ...vue.valeurs } : {};
    res.render(
      'demandes/details.njk',
      etapeDetails({ lieu, langue, t, cadre, offre, aujourdhui: today(clock), saisie: valeurs, erreurs: [] }),
    );
  }

  /** From the details to the summary, back, or to the saved demande. */
  async function avancer(req: Request, res: Response, acteur: Collaborateur, lieu: Lieu, vue?: DemandeVue): Promise<void> {
    const langue = langueDe(req);
    const t = translator(langue);
    const etape = etapeForm.catch('details').parse(req.body.etape);
    const choix = choixForm.parse(req.body);
    const { cadre, offre, erreurs } = await saisie.cadre(acteur, choix, vue?.texte_id);
    if (!cadre) {
      res.status(422).render('demandes/general.njk', etapeGenerale({ lieu, langue, t, offre, choix, erreurs }));
      return;
    }
    const tapee = saisieDe(req.body);
    const commun = { lieu, langue, t, cadre, offre, aujourdhui: today(clock) };
    const lu = saisie.lire(cadre, tapee, langue);
    if (etape === 'cote') return res.render('demandes/_cote.njk', { cote: cote(commun, montantDe(lu.valeurs, cadre)) });
    if (etape === 'details' || !lu.contenu) {
      const montrees = etape === 'details' ? [] : lu.erreurs;
      res
        .status(montrees.length > 0 ? 422 : 200)
        .render('demandes/details.njk', etapeDetails({ ...commun, saisie: tapee, erreurs: montrees }));
      return;
    }
    const resume = (statut: number, refus?: Refus) => {
      const [champ] = refus?.fields ?? [];
      res.status(statut).render('demandes/recapitulatif.njk', {
        ...etapeRecapitulatif({
          ...commun,
          saisie: texts(tapee),
          valeurs: lu.valeurs,
          idempotence: randomUUID(),
          groupes: groupesDe(cadre.texte, { valeurs: lu.valeurs, devise: cadre.autorisation.devise }, langue, t),
        }),
        refus: refus && !champ ? t(refus.key, refus.params) : undefined,
        corrections: champ ? [{ href: `#${champ.field}`, texte: t(champ.message, champ.params ?? {}) }] : [],
        erreurPieces: champ && t(champ.message, champ.params ?? {}),
      });
    };
    if (etape === 'recapitulatif') return resume(200);
    try {
      const fichiers = await lireFichiers(office, uploads(req), 'pieces');
      if (vue) await demandes.modifier(acteur, vue.numero, lieu.version, lu.contenu, fichiers, origineDe(req));
      const numero = vue?.numero ?? (await demandes.enregistrer(acteur, lu.contenu, fichiers, origineDe(req)));
      annoncer(req, 'succes', t(vue ? 'demandes.fait.modifiee' : 'demandes.fait.enregistree', { numero }));
      res.redirect(303, chemins.demande({ numero }));
    } catch (error) {
      if (!(error instanceof Refus) || (error.status !== 409 && error.status !== 422)) throw error;
      resume(error.status, error);
    }
  }
}

const lieuDe = (vue: DemandeVue): Lieu => ({
  base: chemins.demandeModification({ numero: vue.numero }),
  numero: vue.numero,
  version: vue.version,
});
const defined = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
const texts = (values: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
