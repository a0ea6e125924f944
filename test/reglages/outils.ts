/** What an administrator does on the pages of the sign-in rules, for the tests. */
import { CODE } from '../setup/application.js';
import { documentOf, type Client } from '../setup/client.js';

export const COMPTE = '/parametrage/securite';
export const PERSONNEL = '/gestion/securite';
export const PROFILS = ['administrateur', 'saisisseur', 'valideur', 'consultant'];
export const SIMPLE: Readonly<Record<string, string>> = {
  'tous.secret': 'code6',
  'tous.expire': '',
  confirmerDes: '',
  ...Object.fromEntries(
    PROFILS.flatMap((profil) => [
      [`${profil}.secret`, ''],
      [`${profil}.expire`, ''],
    ]),
  ),
};

export const cache = (page: string, nom: string) => new RegExp(`name="${nom}" value="([^"]*)"`).exec(page)?.[1] ?? '';
/** Answers the proof that is asked for, and goes on with what was sent. */
export const prouver = async (qui: Client) => {
  const page = await qui.post('/confirmer', { preuve: CODE }, '/confirmer');
  if (page.status !== 200) throw new Error(`not proved: ${page.status}`);
  const form = documentOf(page).querySelector<HTMLFormElement>('main form');
  const champs = [...(form?.querySelectorAll<HTMLInputElement>('input') ?? [])].filter(({ name }) => name && name !== '_csrf');
  return qui.post(form?.getAttribute('action') ?? '', Object.fromEntries(champs.map(({ name, value }) => [name, value])));
};

/** Sends the form as the page stands, with these changes, and says yes to what it asks. */
export async function regler(qui: Client, changes: Readonly<Record<string, string>>, page = COMPTE, base = SIMPLE) {
  const corps = { ...base, ...changes, vu: cache((await qui.get(page)).text, 'vu') };
  const envoi = await qui.post(page, corps);
  const reponse = envoi.headers.location === '/confirmer' ? await prouver(qui) : envoi;
  return reponse.status === 200 ? qui.post(page, { ...corps, confirme: cache(reponse.text, 'confirme') }) : reponse;
}

export const texte = (reponse: { text: string }) => documentOf(reponse as never).querySelector('main')?.textContent ?? '';
