/** A person who signed in, for requests that no client of ours would send. */
import { CODE } from './application.js';

/** His session, and the token of his forms. */
export interface Seance {
  readonly cookie: string;
  readonly jeton: string;
}

export async function entrer(url: string, email: string): Promise<Seance> {
  const cookiesDe = (reponse: Response) => reponse.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
  const jetonDe = async (reponse: Response) => /name="_csrf" value="([^"]+)"/.exec(await reponse.text())?.[1] ?? '';
  const door = await fetch(`${url}/connexion`);
  const body = new URLSearchParams({ _csrf: await jetonDe(door), email, motDePasse: CODE });
  const entree = await fetch(`${url}/connexion`, {
    method: 'POST',
    headers: { cookie: cookiesDe(door).join('; ') },
    body,
    redirect: 'manual',
  });
  const cookie = cookiesDe(entree).find((one) => one.startsWith('cautionet=')) ?? '';
  return { cookie, jeton: await jetonDe(await fetch(`${url}/aide`, { headers: { cookie } })) };
}
