/** An amendment by HTTP, as people do it: the form of a caution, its decision, what the database then says. */
import { sql } from '../../src/kit/database.js';
import { pdf } from '../documents/fabrique.js';
import { documentOf, type Client } from '../setup/client.js';
import type { Maison } from '../setup/maison.js';

/** The version that a page shows. */
export const versionDe = async (person: Client, adresse: string): Promise<string> =>
  documentOf(await person.get(adresse)).querySelector<HTMLInputElement>('input[name=version]')?.value ?? '';

const page = (numero: string) => `/cautions/${numero}/avenant`;

/** Asks for an amendment from the page of the caution, as it is shown now unless told. */
export async function demander(
  person: Client,
  numero: string,
  champs: Record<string, string>,
  fichiers: readonly (readonly [string, Buffer])[] = [],
) {
  const version = champs.version ?? (await versionDe(person, page(numero)));
  return person.upload(page(numero), 'pieces', fichiers, { objet: 'Avenant n° 1 au marché', ...champs, version });
}

export const lettre = pdf();
export async function consentir(person: Client, numero: string, id: number, champs: Record<string, string> = {}, fichier = lettre) {
  const version = await versionDe(person, page(numero));
  const adresse = `/cautions/${numero}/avenants/${id}/consentement`;
  return person.upload(adresse, 'consentement', [['lettre.pdf', fichier]], { dateConsentement: '21/11/2026', ...champs, version });
}

export const poster = (person: Client, numero: string, id: number, geste: string, champs: Record<string, string> = {}) =>
  person.post(`/cautions/${numero}/avenants/${id}/${geste}`, champs, page(numero));

export interface Ligne {
  readonly id: number;
  readonly etat: string;
  readonly version: number;
  readonly reponse: string;
  readonly acte_version: number | null;
}

/** The latest amendment of a caution. */
export const dernier = async ({ db }: Maison, numero: string): Promise<Ligne> =>
  (
    await db.systeme.rows<Ligne>(sql`
      select v.id, v.etat, v.version, v.reponse, v.acte_version from avenant v join caution c on c.id = v.caution_id
      where c.numero = ${numero} order by v.id desc limit 1`)
  )[0] ?? { id: 0, etat: 'aucun', version: 0, reponse: '', acte_version: null };

/** A caution and its ledger: the amount is always the sum of its movements. */
export const caution = async ({ db }: Maison, numero: string) =>
  (
    await db.systeme.rows<{
      montant: string;
      reste: string;
      date_fin: string | null;
      beneficiaire: string;
      acte_version: number;
      actes: number;
    }>(sql`
      select c.montant::text, (select sum(m.montant) from mouvement m where m.caution_id = c.id)::text as reste, c.date_fin, c.beneficiaire, c.acte_version,
        (select count(*)::int from acte a where a.caution_id = c.id) as actes from caution c where c.numero = ${numero}`)
  )[0];
