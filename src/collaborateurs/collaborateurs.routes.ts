/** The people of an account, for its administrators: a new one, one as he is, what is changed of him. */
import { chemins } from '../chemins.js';
import { again, go, show, type Page } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { shownVersion } from '../http/reply.js';
import { whole, type Visit } from '../http/visit.js';
import { invalide, type Refus } from '../kit/errors.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../droits/acteur.js';
import { readSaisie, saisieDe, type SaisieCollaborateur } from './collaborateurs.form.js';
import { confirmationDe } from '../gestes/confirmation.form.js';
import { bloquees, confirmer, demander } from '../gestes/confirmer.js';
import { changementsPersonne, pageFormulaire } from './collaborateurs.presenter.js';
import { typedAmount } from '../kit/money.js';

const ADMINISTRATEURS = { pour: ['administrateur'] } as const;

type Visite = Visit<Collaborateur>;
export type VisiteCollaborateur = Visit<Collaborateur, 'id'>;
type Besoins = Pick<Services, 'collaborateurs' | 'catalogue'>;

export function collaborateursRoutes(services: Services, tools: RouteTools): Room {
  const { collaborateurs, catalogue, config } = services;
  const { routes, get, post } = guardedRoutes(tools);
  /** Rights are changed by someone who proves again who he is, whatever the form says it does. */
  const PROUVE = { ...ADMINISTRATEURS, confirmer: () => config.entreeStricte } as const;

  get(chemins.collaborateurNouveau, ADMINISTRATEURS, (visite) =>
    montrer(services, visite, { saisie: { ...readSaisie().saisie, langue: 'fr' } }),
  );

  const nouveau = (visite: Visite, refus?: Refus) => montrer(services, visite, { saisie: readSaisie(visite.body).saisie, refus });
  post(chemins.collaborateurNouveau, { ...PROUVE, encore: nouveau, page: (visite) => nouveau(visite) }, async (visite) => {
    const { etape, saisie } = readSaisie(visite.body);
    if (etape !== 'enregistrer') return again();
    const { email, fiche } = await decision(visite.acteur, saisie);
    await collaborateurs.ajouter(visite.acteur, email, fiche, visite.origine);
    return go(chemins.collaborateurs(), visite.t('collaborateurs.fait.ajoute', { email }));
  });

  get(chemins.collaborateur, ADMINISTRATEURS, (visite) => montrerCollaborateur(services, visite));

  const page = async (visite: VisiteCollaborateur, found: unknown) =>
    bloquees(found) ? demanderPersonne(visite, await saisieTapee(visite), found) : tapee(visite);
  post(chemins.collaborateur, { ...PROUVE, encore: tapee, page }, async (visite) => {
    const { acteur, body, version, origine, t } = visite;
    const { id, email } = await collaborateurs.consulter(acteur, whole(visite.params.id));
    const saisie = await saisieTapee(visite);
    if (readSaisie(body).etape !== 'enregistrer') return again();
    const { email: courriel, fiche } = await decision(acteur, saisie);
    return confirmer(async () => {
      await collaborateurs.modifier(acteur, id, { version, email: courriel, fiche, confirmation: confirmationDe(body) }, origine);
      return go(
        chemins.collaborateur({ id }),
        t(`collaborateurs.fait.${courriel === email.toLowerCase() ? 'modifie' : 'corrige'}`, { email: courriel }),
      );
    });
  });

  return routes;

  /** What was typed as a decision; refused beside its fields when it is not one. */
  async function decision(acteur: Collaborateur, saisie: SaisieCollaborateur) {
    const types = new Set((await catalogue.read()).types.map(({ code }) => code));
    const { erreurs, ...lue } = await collaborateurs.read(acteur, saisie, types);
    if (erreurs.length > 0) throw invalide(erreurs);
    return lue;
  }

  /** What was typed; the address is the person's own once he has come. */
  async function saisieTapee({ acteur, params, body }: VisiteCollaborateur): Promise<SaisieCollaborateur> {
    const { email, derniere_connexion } = await collaborateurs.consulter(acteur, whole(params.id));
    const { saisie } = readSaisie(body);
    return { ...saisie, email: derniere_connexion || body.email === undefined ? email : saisie.email };
  }

  /** The form as it was typed. */
  async function tapee(visite: VisiteCollaborateur, refus?: Refus): Promise<Page> {
    return montrer(services, visite, { id: whole(visite.params.id), saisie: await saisieTapee(visite), refus, tapee: true });
  }
}

/** The form of the person as he is. */
export async function montrerCollaborateur(services: Besoins, visite: VisiteCollaborateur, refus?: Refus): Promise<Page> {
  const { id, email, ...fiche } = await services.collaborateurs.consulter(visite.acteur, whole(visite.params.id));
  const saisie = saisieDe(email, fiche, (m, devise) => typedAmount(m, visite.langue, devise));
  return montrer(services, visite, { id, saisie, refus });
}

/** Asks first, when it takes a right away. */
export function demanderPersonne(
  { params: { id }, body, req, t }: VisiteCollaborateur,
  { prenom, nom }: Pick<SaisieCollaborateur, 'prenom' | 'nom'>,
  found: unknown,
): Page {
  const [personne, retour] = [`${prenom} ${nom}`.trim(), chemins.collaborateur({ id })];
  const titre = t('collaborateurs.confirmer.titre', { nom: personne });
  const fil = [
    { href: chemins.collaborateurs(), texte: t('collaborateurs.titre') },
    { href: retour, texte: personne },
  ];
  return demander({ titre, action: req.path, retour, corps: body, numeros: bloquees(found) ?? [], fil, t });
}

/** `tapee`: the fields hold what was typed, on the version that was shown; otherwise the person as he is now. */
async function montrer(
  { collaborateurs, catalogue }: Besoins,
  { acteur, version, langue, t }: Visite,
  { id, saisie, refus, tapee = false }: { id?: number; saisie: SaisieCollaborateur; refus?: Refus; tapee?: boolean },
): Promise<Page> {
  const citees = [...saisie.perimetre, ...saisie.delegations.map(({ entite }) => whole(entite))];
  const [entites, devises, noms, personne, evenements] = await Promise.all([
    collaborateurs.entites(acteur, citees, saisie.entiteNom),
    collaborateurs.devises(acteur),
    catalogue.read(),
    id === undefined ? undefined : collaborateurs.consulter(acteur, id),
    id === undefined || !refus ? [] : collaborateurs.histoire(acteur, id),
  ]);
  const montree = personne && {
    ...personne,
    nom: `${personne.prenom} ${personne.nom}`.trim(),
    version: tapee && refus?.status !== 409 ? version : shownVersion(version, personne.version, refus),
  };
  return show('collaborateurs/formulaire.njk', {
    ...pageFormulaire({ personne: montree, saisie, entites, devises, catalogue: noms, langue, t }),
    changements: changementsPersonne(evenements, refus && version, langue, t),
  });
}
