/** Importing people from Excel: the model, the file checked row by row, then all of them created or none. */
import { chemins } from '../chemins.js';
import { again, go, show, type FormAnswer, type Page } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Visit } from '../http/visit.js';
import { Refus, type FieldError } from '../kit/errors.js';
import { LANGUAGES } from '../kit/i18n.js';
import { uploads } from '../kit/web/upload.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../droits/acteur.js';
import { readFichier, relireLignes, type Ligne } from './import.form.js';
import { colonnesModele, ligneModele, pageImport } from './import.presenter.js';
import { emailsDe, verifier, type LigneVerifiee } from './import.js';

const ADMINISTRATEURS = { pour: ['administrateur'] } as const;

type Visite = Visit<Collaborateur>;

type Besoins = Pick<Services, 'collaborateurs' | 'catalogue' | 'config' | 'documents' | 'translator' | 'workbooks'>;

export function importRoutes({ collaborateurs, catalogue, config, documents, translator, workbooks }: Besoins, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);
  const mots = LANGUAGES.map((langue) => translator(langue));

  get(chemins.collaborateursImport, ADMINISTRATEURS, (visite) => montrer(visite));

  get(chemins.collaborateursModele, ADMINISTRATEURS, async ({ acteur, langue, t, res }) => {
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

  const confirme = ({ body }: Pick<Visite, 'body'>): boolean => body.etape === 'confirmer';
  const options = {
    ...ADMINISTRATEURS,
    fichiers: 'fichier',
    // Rights are given by someone who proves again who he is, from the first step on.
    confirmer: () => config.entreeStricte,
    encore: (visite: Visite, { fields }: Refus) => montrer(visite, undefined, fields),
    // The rows of the file, as they stand when they are looked at.
    page: async (visite: Visite, lignes: unknown) => montrer(visite, await controler(visite.acteur, lignes as readonly Ligne[])),
  } as const;
  post(chemins.collaborateursImport, options, async (visite) =>
    confirme(visite) ? confirmer(visite) : again(await readFichier(documents, uploads(visite.req), mots)),
  );

  return routes;

  async function controler(acteur: Collaborateur, lignes: readonly Ligne[]): Promise<LigneVerifiee[]> {
    const [{ types }, compte] = await Promise.all([catalogue.read(), collaborateurs.pourImport(acteur, emailsDe(lignes))]);
    return verifier(lignes, { ...compte, types }, mots);
  }

  /** Creates what the rows say now; shows them again when something is wrong or nothing is left to create. */
  async function confirmer({ acteur, body, origine, t }: Visite): Promise<FormAnswer> {
    const recues = relireLignes(body.lignes);
    const lignes = await controler(acteur, recues);
    const nouveaux = lignes.filter(({ etat }) => etat === 'a_creer');
    if (nouveaux.length === 0 || lignes.some(({ etat }) => etat === 'a_corriger')) return again(recues);
    try {
      await collaborateurs.ajouterTous(acteur, nouveaux, origine);
    } catch (error) {
      // Somebody created one of them meanwhile: the rows are shown as they stand now.
      if (!(error instanceof Refus) || error.status !== 422) throw error;
      return again(recues);
    }
    return go(chemins.collaborateurs(), t('collaborateurs.import.fait', { count: nouveaux.length }));
  }

  function montrer({ langue, t }: Visite, lignes?: readonly LigneVerifiee[], erreurs: readonly FieldError[] = []): Page {
    const faux = erreurs.length > 0 || lignes?.some(({ etat }) => etat === 'a_corriger');
    return show('collaborateurs/import.njk', pageImport({ lignes, erreurs, langue, t }), faux ? 422 : 200);
  }
}
