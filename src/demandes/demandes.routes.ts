/** Demandes: one demande, and what may be done with it. */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { chemins } from '../chemins.js';
import { lireFichiers } from '../documents/fichiers.js';
import { Refus } from '../kit/errors.js';
import { parseUploads, uploads } from '../kit/web/upload.js';
import type { Services } from '../services.js';
import { type Collaborateur } from '../session/acteur.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { annoncer, entierDe, origineDe } from '../session/request.js';
import { sendFile } from '../kit/web/send-file.js';
import { langueDe } from '../web/locals.js';
import { lireCommentaire, lireMotif } from './demandes.form.js';
import { pageDemande } from './demande.presenter.js';

const numeroDe = (req: Request): string => String(req.params.numero);

export function demandesRoutes(services: Services, tools: RouteTools): Room {
  const { demandes, validations, specimens, catalogue, actes, translator } = services;
  const { router, routes, get, post } = guardedRoutes(tools);

  get(chemins.demande, { pour: CLIENT }, (req, res, acteur) => montrer(req, res, acteur));

  get(chemins.demandeProjet, { pour: CLIENT }, async (req, res, acteur) => {
    const { vue } = await demandes.consulter(acteur, numeroDe(req));
    sendFile(res, { nom: `projet-${vue.numero}.pdf`, type: 'application/pdf', contenu: await actes.projet(acteur, vue) }, 'inline');
  });

  get(chemins.demandeSuppression, { pour: ['saisisseur'] }, async (req, res, acteur) => {
    const t = translator(langueDe(req));
    const { vue } = await demandes.consulter(acteur, numeroDe(req));
    res.render('demandes/suppression.njk', {
      titre: t('demandes.suppression.titre', { numero: vue.numero }),
      fil: [
        { href: chemins.demandes(), texte: t('demandes.titre') },
        { href: chemins.demande({ numero: vue.numero }), texte: vue.numero },
        { texte: t('demandes.supprimer') },
      ],
      texte: t('demandes.suppression.texte', { beneficiaire: vue.beneficiaire }),
      action: chemins.demandeSuppression({ numero: vue.numero }),
      retour: chemins.demande({ numero: vue.numero }),
      idempotence: randomUUID(),
    });
  });

  /** A geste on one demande: done, announced, and back to its page; refused, the page as it is now says why. */
  const geste =
    (act: (req: Request, acteur: Collaborateur, numero: string) => Promise<string | { chemin: string; message: string }>) =>
    async (req: Request, res: Response, acteur: Collaborateur): Promise<void> => {
      const numero = numeroDe(req);
      try {
        const fait = await act(req, acteur, numero);
        const { chemin, message } = typeof fait === 'string' ? { chemin: chemins.demande({ numero }), message: fait } : fait;
        annoncer(req, 'succes', message);
        res.redirect(303, chemin);
      } catch (error) {
        if (!(error instanceof Refus) || (error.status !== 409 && error.status !== 422)) throw error;
        await montrer(req, res, acteur, error);
      }
    };
  const dire = (req: Request, key: string, params: Readonly<Record<string, unknown>> = {}) => translator(langueDe(req))(key, params);

  post(
    chemins.demandeSoumission,
    { pour: ['saisisseur'] },
    geste(async (req, acteur, numero) => {
      await demandes.soumettre(acteur, numero, origineDe(req));
      return dire(req, 'demandes.fait.soumise');
    }),
  );

  post(
    chemins.demandeValidation,
    { pour: ['valideur'], confirmer: (req, acteur) => validations.demandePreuve(acteur, [numeroDe(req)]) },
    geste(async (req, acteur, numero) => {
      const [resultat] = await validations.valider(acteur, [numero], origineDe(req), lireCommentaire(req.body));
      if (!resultat || resultat.issue === 'inconnue') throw new Refus(404, 'erreurs.introuvable');
      if (resultat.issue === 'refusee') throw new Refus(409, resultat.raison ?? 'demandes.refus.changee');
      if (resultat.issue === 'validee') return dire(req, 'demandes.fait.validee');
      return dire(req, resultat.effective ? 'demandes.fait.effective' : 'demandes.fait.en_attente', { caution: resultat.caution });
    }),
  );

  post(
    chemins.demandeRefus,
    { pour: ['valideur'] },
    geste(async (req, acteur, numero) => {
      await demandes.refuser(acteur, numero, lireMotif(req.body, 'demandes.erreurs.motif'), origineDe(req));
      return dire(req, 'demandes.fait.refusee');
    }),
  );

  post(
    chemins.demandeRenvoi,
    { pour: ['valideur'] },
    geste(async (req, acteur, numero) => {
      await demandes.renvoyer(acteur, numero, lireMotif(req.body, 'demandes.erreurs.commentaire'), origineDe(req));
      return dire(req, 'demandes.fait.renvoyee');
    }),
  );

  post(
    chemins.demandeReprise,
    { pour: ['saisisseur'] },
    geste(async (req, acteur, numero) => {
      await demandes.reprendre(acteur, numero, origineDe(req));
      return dire(req, 'demandes.fait.reprise');
    }),
  );

  post(
    chemins.demandeSuppression,
    { pour: ['saisisseur'] },
    geste(async (req, acteur, numero) => {
      await demandes.supprimer(acteur, numero, origineDe(req));
      return dire(req, 'demandes.fait.supprimee', { numero });
    }),
  );

  post(
    chemins.demandeDuplication,
    { pour: ['saisisseur'] },
    geste(async (req, acteur, numero) => {
      const copie = await demandes.dupliquer(acteur, numero, origineDe(req));
      return { chemin: chemins.demande({ numero: copie }), message: dire(req, 'demandes.fait.dupliquee', { numero, copie }) };
    }),
  );

  post(
    chemins.demandePieces,
    { pour: ['saisisseur'], fichiers: parseUploads('pieces') },
    geste(async (req, acteur, numero) => {
      if (typeof req.body.piece === 'string') {
        await demandes.retirerPiece(acteur, numero, entierDe(req.body.piece), origineDe(req));
        return dire(req, 'demandes.fait.piece_retiree');
      }
      const fichiers = await lireFichiers(uploads(req), 'pieces');
      if (fichiers.length === 0) throw new Refus(422, 'erreurs.formulaire', {}, [{ field: 'pieces', message: 'demandes.erreurs.piece' }]);
      await demandes.ajouterPieces(acteur, numero, fichiers, origineDe(req));
      return dire(req, 'demandes.fait.piece_ajoutee', { count: fichiers.length });
    }),
  );

  get(chemins.piece, { pour: CLIENT }, async (req, res, acteur) => {
    sendFile(res, await demandes.piece(acteur, numeroDe(req), entierDe(req.params.id)), 'attachment');
  });

  return { router, routes };

  /** The page as it is now, with what was refused said on top and beside its field. */
  async function montrer(req: Request, res: Response, acteur: Collaborateur, refus?: Refus): Promise<void> {
    const langue = langueDe(req);
    const t = translator(langue);
    const consultee = await demandes.consulter(acteur, numeroDe(req));
    const { vue } = consultee;
    const [texte, enVigueur, noms] = await Promise.all([
      specimens.texte(vue.texte_id),
      specimens.enVigueur(acteur.garantId),
      catalogue.lire(),
    ]);
    const remplacePar = enVigueur.some(({ id }) => id === vue.texte_id) ? undefined : enVigueur.find(({ code }) => code === texte.code);
    const [champ] = refus?.fields ?? [];
    const raison = refus && (champ ? t(champ.message, champ.params ?? {}) : t(refus.key, refus.params));
    res.status(refus?.status ?? 200).render('demandes/demande.njk', {
      ...pageDemande({ ...consultee, texte, remplacePar, catalogue: noms, langue, t }),
      idempotence: randomUUID(),
      refus: champ ? undefined : raison,
      corrections: champ ? [{ href: `#${champ.field}`, texte: raison }] : [],
      erreurChamp: champ && { [champ.field]: raison },
      saisie: { commentaire: typeof req.body?.commentaire === 'string' ? req.body.commentaire : '' },
    });
  }
}
