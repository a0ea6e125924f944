/** Importing people from Excel: the model, the file checked row by row, then all of them created or none. */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { chemins } from '../chemins.js';
import { Refus } from '../kit/errors.js';
import { LANGUAGES } from '../kit/i18n.js';
import { parseUploads, uploads } from '../kit/web/upload.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../session/acteur.js';
import type { guardedRoutes } from '../session/guarded-routes.js';
import { annoncer, origineDe } from '../session/request.js';
import { langueDe } from '../web/locals.js';
import { lireFichier, relireLignes, type Ligne } from './import.form.js';
import { colonnesModele, ligneModele, pageImport } from './import.presenter.js';
import { emailsDe, verifier, type LigneVerifiee } from './import.js';

const ADMINISTRATEURS = { pour: ['administrateur'] } as const;

type Routes = Pick<ReturnType<typeof guardedRoutes>, 'get' | 'post'>;
type Besoins = Pick<Services, 'collaborateurs' | 'catalogue' | 'config' | 'office' | 'translator' | 'workbooks'>;

/** Declares the pages of the import among those of the people. */
export function routesImport({ collaborateurs, catalogue, config, office, translator, workbooks }: Besoins, { get, post }: Routes): void {
  const mots = LANGUAGES.map((langue) => translator(langue));

  get(chemins.collaborateursImport, ADMINISTRATEURS, (req, res) => montrer(req, res, {}));

  get(chemins.collaborateursModele, ADMINISTRATEURS, async (req, res, acteur) => {
    const langue = langueDe(req);
    const t = translator(langue);
    const [racine] = await collaborateurs.entites(acteur, [], '');
    await workbooks.send(res, acteur.identifiantId, {
      filename: `${t('collaborateurs.import.fichierModele')}.xlsx`,
      sheet: t('collaborateurs.titre'),
      columns: colonnesModele(t),
      rows: (async function* () {
        yield [ligneModele(racine?.nom ?? '', langue, t)];
      })(),
    });
  });

  const confirme = (req: Request): boolean => req.body?.etape === 'confirmer';
  const options = {
    ...ADMINISTRATEURS,
    fichiers: parseUploads('fichier'),
    // Rights are given by someone who proves again who he is; checking a file gives none.
    confirmer: (req: Request) => config.entreeStricte && confirme(req),
  } as const;
  post(chemins.collaborateursImport, options, async (req, res, acteur) => {
    try {
      if (confirme(req)) return await confirmer(req, res, acteur);
      montrer(req, res, { lignes: await controler(acteur, await lireFichier(office, uploads(req), mots)) });
    } catch (error) {
      if (!(error instanceof Refus) || error.status !== 422) throw error;
      montrer(req, res, { refus: error });
    }
  });

  async function controler(acteur: Collaborateur, lignes: readonly Ligne[]): Promise<LigneVerifiee[]> {
    const [{ types }, compte] = await Promise.all([catalogue.lire(), collaborateurs.pourImport(acteur, emailsDe(lignes))]);
    return verifier(lignes, { ...compte, types: new Set(types.map(({ code }) => code)) }, mots);
  }

  /** Creates what the rows say now; shows them again when something is wrong or nothing is left to create. */
  async function confirmer(req: Request, res: Response, acteur: Collaborateur): Promise<void> {
    const recues = relireLignes(req.body.lignes);
    const lignes = await controler(acteur, recues);
    const nouveaux = lignes.filter(({ etat }) => etat === 'a_creer');
    if (nouveaux.length === 0 || lignes.some(({ etat }) => etat === 'a_corriger')) return montrer(req, res, { lignes });
    try {
      await collaborateurs.ajouterTous(acteur, nouveaux, origineDe(req));
    } catch (error) {
      // Somebody created one of them meanwhile: the rows are shown as they stand now.
      if (!(error instanceof Refus) || error.status !== 422) throw error;
      return montrer(req, res, { lignes: await controler(acteur, recues) });
    }
    annoncer(req, 'succes', translator(langueDe(req))('collaborateurs.import.fait', { count: nouveaux.length }));
    res.redirect(303, chemins.collaborateurs());
  }

  function montrer(req: Request, res: Response, { lignes, refus }: { lignes?: readonly LigneVerifiee[]; refus?: Refus }): void {
    const langue = langueDe(req);
    const t = translator(langue);
    const faux = refus !== undefined || lignes?.some(({ etat }) => etat === 'a_corriger');
    res.status(faux ? 422 : 200).render('collaborateurs/import.njk', {
      ...pageImport({ lignes, erreurs: refus?.fields, langue, t }),
      idempotence: randomUUID(),
    });
  }
}
