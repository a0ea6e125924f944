/** Accounts, entities, people, perimeters, delegations and circuits. */
import { sirenOf, siretOf } from '../../src/kit/identifiers.js';
import type { Profil } from '../../src/droits/acteur.js';
import { adresseInventee } from './beneficiaires.js';
import { AGENTS, COMPTES } from './comptes/index.js';
import type { CompteDef, EntiteDef, PersonneDef } from './comptes/modele.js';
import { element, hasard, type Hasard } from './hasard.js';
import { sansAccent } from './noms.js';
import type { Registre } from './registre.js';

export interface Entite {
  readonly id: number;
  readonly nom: string;
  readonly chemin: readonly number[];
  readonly active: boolean;
  /** Asks for cautions, or did. */
  readonly demande: boolean;
  /** As the acts name it. */
  readonly donneurOrdre: Readonly<Record<string, unknown>>;
}

export interface Personne {
  readonly id: number;
  readonly nom: string;
  readonly email: string;
  readonly profils: readonly Profil[];
  readonly actif: boolean;
  /** Entities given with their descendants. */
  readonly perimetre: readonly number[];
  readonly montantMax: number | undefined;
  readonly types: readonly string[] | undefined;
}

export interface Agent {
  readonly id: number;
  readonly nom: string;
}

export interface Compte {
  readonly id: number;
  readonly def: CompteDef;
  readonly entites: readonly Entite[];
  readonly parCle: ReadonlyMap<string, Entite>;
  readonly personnes: readonly Personne[];
  readonly transmetteur: Personne | undefined;
  readonly conseiller: Agent;
  readonly charge: Agent;
}

const NON_ACTIVES = new Set(['brouillon', 'a_identifier', 'identifiee', 'validee', 'inactive']);
/** Identified by the insurer, who then gives a client number. */
const IDENTIFIEES = new Set(['identifiee', 'validee', 'inactive', undefined]);

/** SIREN of invented companies begin with 99. */
const PREMIER_SIREN = 100_000;

interface Ouverture {
  readonly garantId: number;
  readonly ouvertLe: string;
  readonly secret: string;
  /** When everybody's secret was set. */
  readonly secretLe: string;
  /** A moment of office hours so many days ago. */
  readonly ilYA: (jours: number, minute: number) => string;
}

export function organiser(r: Registre, { garantId, ouvertLe, ...entrees }: Ouverture): Compte[] {
  const { secret, secretLe, ilYA } = entrees;
  const agents = AGENTS.map((agent): Agent => {
    const id = r.ajouter('agent', { garant_id: garantId, ...agent });
    r.ajouter('identifiant', {
      email: agent.email,
      secret,
      secret_le: secretLe,
      derniere_connexion: null,
      collaborateur_id: null,
      agent_id: id,
    });
    return { id, nom: `${agent.prenom} ${agent.nom}` };
  });
  return COMPTES.map((def): Compte => {
    const [conseiller, charge] = [element(agents, def.conseiller), element(agents, def.charge)];
    const [orange, rouge] = def.seuils ?? [80, 80];
    const id = r.ajouter('compte', {
      garant_id: garantId,
      numero_client: def.numero,
      nom: def.nom,
      conseiller_id: conseiller.id,
      charge_id: charge.id,
      seuil_orange: orange,
      seuil_rouge: rouge,
      ouvert_le: ouvertLe,
    });
    const parCle = new Map<string, Entite>();
    planter(r, hasard(`entités ${def.nom}`), { def, compteId: id, ilYA }, def.racine, [], parCle);
    const personnes = def.personnes.map((personne) => inscrire(r, def, id, personne, parCle, entrees));
    circuler(r, def, id, trouver(parCle, def.racine.cle));
    const transmetteur = def.transmetteur === undefined ? undefined : element(personnes, def.transmetteur);
    return { id, def, entites: [...parCle.values()], parCle, personnes, transmetteur, conseiller, charge };
  });
}

export function trouver(parCle: ReadonlyMap<string, Entite>, cle: string): Entite {
  const entite = parCle.get(cle);
  if (!entite) throw new RangeError(`No entity ${cle}`);
  return entite;
}

function planter(
  r: Registre,
  h: Hasard,
  compte: { readonly def: CompteDef; readonly compteId: number; readonly ilYA: Ouverture['ilYA'] },
  noeud: EntiteDef,
  ancetres: readonly number[],
  parCle: Map<string, Entite>,
): void {
  const { def, compteId, ilYA } = compte;
  const rang = r.de('entite').length;
  const [pays, immatriculation, adresse] = noeud.etranger ?? ['FR', null, adresseInventee(h)];
  const siren = immatriculation === null ? sirenOf(`99${PREMIER_SIREN + rang * 7}`) : null;
  const donneurOrdre = {
    nom: noeud.nom,
    forme: noeud.forme,
    siren,
    siret: siren && siretOf(siren, 1),
    immatriculation,
    adresse,
    pays,
  };
  const etat = noeud.etat ?? 'active';
  const numeroClient = IDENTIFIEES.has(noeud.etat) ? `${def.numero}-${String(parCle.size + 1).padStart(3, '0')}` : null;
  const demandeeLe = etat === 'a_identifier' ? ilYA(1 + (rang % 3), 200) : null;
  const row = {
    compte_id: compteId,
    parent_id: ancetres.at(-1) ?? null,
    ...donneurOrdre,
    numero_client: numeroClient,
    etat,
    demandee_le: demandeeLe,
  };
  const id = r.ajouter('entite', { profondeur: ancetres.length, row });
  parCle.set(noeud.cle, {
    id,
    nom: noeud.nom,
    chemin: [...ancetres, id],
    active: !NON_ACTIVES.has(etat),
    demande: noeud.demande ?? true,
    donneurOrdre,
  });
  for (const enfant of noeud.enfants ?? []) planter(r, h, compte, enfant, [...ancetres, id], parCle);
}

function inscrire(
  r: Registre,
  def: CompteDef,
  compteId: number,
  p: PersonneDef,
  parCle: ReadonlyMap<string, Entite>,
  { secret, secretLe, ilYA }: Pick<Ouverture, 'secret' | 'secretLe' | 'ilYA'>,
): Personne {
  const email = `${p.adresse ?? `${sansAccent(p.prenom)}.${sansAccent(p.nom)}`}@${def.domaine}`;
  const actif = p.etat !== 'suspendu';
  const rang = r.de('collaborateur').length;
  const id = r.ajouter('collaborateur', {
    compte_id: compteId,
    email,
    prenom: p.prenom,
    nom: p.nom,
    langue: p.langue ?? 'fr',
    profils: p.profils,
    actif,
    suspendu_le: actif ? null : ilYA(20, 300),
  });
  r.ajouter('identifiant', {
    email,
    secret: p.etat === 'invite' ? null : secret,
    secret_le: secretLe,
    derniere_connexion: p.etat === 'invite' ? null : ilYA(actif ? 1 + ((rang * 7) % 12) : 24, (rang * 37) % 540),
    collaborateur_id: id,
    agent_id: null,
  });
  const perimetre = (p.perimetre ?? [def.racine.cle]).map((cle) => trouver(parCle, cle).id);
  for (const entiteId of perimetre)
    r.ajouter('perimetre', { compte_id: compteId, collaborateur_id: id, entite_id: entiteId, avec_descendants: true });
  if (p.profils.includes('valideur'))
    r.ajouter('delegation', {
      compte_id: compteId,
      collaborateur_id: id,
      types_credit: p.types ?? null,
      entite_id: null,
      montant_max: p.montantMax ?? null,
    });
  return {
    id,
    nom: `${p.prenom} ${p.nom}`,
    email,
    profils: p.profils,
    actif: actif && p.etat !== 'invite',
    perimetre,
    montantMax: p.montantMax,
    types: p.types,
  };
}

function circuler(r: Registre, { circuit }: CompteDef, compteId: number, racine: Entite): void {
  const id = r.ajouter('circuit', { compte_id: compteId, entite_id: racine.id, propre_validation: circuit.propre });
  for (const [montant, validations] of circuit.tranches)
    r.ajouter('circuit_tranche', { compte_id: compteId, circuit_id: id, a_partir_de: montant, validations });
}

export const couvre = (personne: Personne, entite: Entite): boolean => personne.perimetre.some((id) => entite.chemin.includes(id));

/** How many validations an amount needs. */
export const validationsRequises = ({ def }: Compte, montant: number): number =>
  def.circuit.tranches.findLast(([seuil]) => seuil <= montant)?.[1] ?? 1;

/** Who may validate a demande of this entity, type and amount; a limit in euros says nothing of another currency. */
export const valideurs = (compte: Compte, entite: Entite, typeCredit: string, montant: number, devise: string): Personne[] =>
  compte.personnes.filter(
    (p) =>
      p.actif &&
      p.profils.includes('valideur') &&
      couvre(p, entite) &&
      (p.types === undefined || p.types.includes(typeCredit)) &&
      (p.montantMax === undefined || (devise === 'EUR' && montant <= p.montantMax)),
  );
