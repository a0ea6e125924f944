/** What a browser sends, without a browser: its cookies, and the header that says that an answer will be shown in place of the page. */
import supertest, { type Response } from 'supertest';
import { CODE } from './application.js';

type Fields = Readonly<Record<string, string | undefined>>;

export interface Navigateur {
  get(address: string): Promise<Response>;
  /** A form sent by a click; `_csrf` is the token of the latest page unless told. Follows nothing. */
  naviguer(address: string, fields?: Fields): Promise<Response>;
  /** The same form, sent by a program. */
  envoyer(address: string, fields?: Fields): Promise<Response>;
  /** Signs in; answers where that leads. */
  entrer(email: string, retour?: string): Promise<string>;
  /** The token of a page of now. */
  jeton(): string;
}

const NAVIGUE = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'same-origin' };

export async function visiter(url: string, email?: string): Promise<Navigateur> {
  const agent = supertest.agent(url);
  let jeton = '';
  let dedans = false;
  const get = (address: string) => agent.get(address).set('Accept-Language', 'fr');
  const page = async (address: string) => {
    jeton = /name="_csrf" value="([^"]+)"/.exec((await get(address)).text)?.[1] ?? jeton;
  };
  const poster = async (address: string, fields: Fields, headers: Record<string, string>): Promise<Response> =>
    agent
      .post(address)
      .set({ 'Accept-Language': 'fr', ...headers })
      .type('form')
      .send(new URLSearchParams({ _csrf: jeton, ...fields } as Record<string, string>).toString());
  const navigateur: Navigateur = {
    get: async (address) => get(address),
    naviguer: (address, fields = {}) => poster(address, fields, NAVIGUE),
    envoyer: (address, fields = {}) => poster(address, fields, {}),
    entrer: async (qui, retour = '/') => {
      if (dedans) await poster('/deconnexion', {}, {});
      await page('/connexion');
      const answer = await poster('/connexion', { email: qui, motDePasse: CODE, retour }, NAVIGUE);
      dedans = true;
      await page('/aide');
      return answer.headers.location ?? '';
    },
    jeton: () => jeton,
  };
  await (email ? navigateur.entrer(email) : page('/connexion'));
  return navigateur;
}
