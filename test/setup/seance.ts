/** A person who signed in, for requests that no client of ours would send. */
import { CODE } from './application.js';

/** His session, and the token of his forms. */
export interface Seance {
  readonly cookie: string;
  readonly jeton: string;
}

export async function entrer(url: string, email: string): Promise<Seance> {
  const cookieDe = (reponse: Response) =>
    reponse.headers
      .getSetCookie()
      .find((one) => one.startsWith('cautionet='))
      ?.split(';')[0] ?? '';
  const jetonDe = async (reponse: Response) => /name="_csrf" value="([^"]+)"/.exec(await reponse.text())?.[1] ?? '';
  const door = await fetch(`${url}/connexion`);
  const avant = cookieDe(door);
  const body = new URLSearchParams({ _csrf: await jetonDe(door), email, motDePasse: CODE });
  const entree = await fetch(`${url}/connexion`, { method: 'POST', headers: { cookie: avant }, body, redirect: 'manual' });
  const cookie = cookieDe(entree) || avant;
  return { cookie, jeton: await jetonDe(await fetch(`${url}/aide`, { headers: { cookie } })) };
}
