/** A browser that keeps its cookies and nothing else: it sends what it is told, byte for byte. */
import { CODE } from '../setup/application.js';
import { formulaires } from './formulaires.js';
import type { Reponse } from './verdict.js';

export interface Navigateur {
  readonly nom: string;
  /** The token of its forms, as the latest page that it read said it. */
  readonly jeton: string;
  get(adresse: string): Promise<Reponse>;
  /** A file, as it is received. */
  octets(adresse: string): Promise<ArrayBuffer>;
  /** A body as it stands. */
  post(adresse: string, corps: string | FormData, entetes?: Readonly<Record<string, string>>): Promise<Reponse>;
  /** Signs in again; true when it could. */
  entrer(): Promise<boolean>;
}

export function ouvrirNavigateur(url: string, nom: string, email: string | undefined): Navigateur {
  let cookies = new Map<string, string>();
  let jeton = '';

  const enTete = () => [...cookies].map((un) => un.join('=')).join('; ');

  async function envoyer(adresse: string, init: RequestInit): Promise<Reponse> {
    const answer = await fetch(url + adresse, {
      redirect: 'manual',
      ...init,
      headers: { 'accept-language': 'fr', cookie: enTete(), ...init.headers },
    });
    for (const pose of answer.headers.getSetCookie()) {
      const [, cle = '', valeur = ''] = /^([^=]+)=([^;]*)/.exec(pose) ?? [];
      cookies.set(cle, valeur);
    }
    const reponse = { status: answer.status, headers: answer.headers, texte: await answer.text() };
    jeton = /name="_csrf" value="([^"]+)"/.exec(reponse.texte)?.[1] ?? jeton;
    return reponse;
  }

  const navigateur: Navigateur = {
    nom,
    get jeton() {
      return jeton;
    },
    get: (adresse) => envoyer(adresse, {}),
    octets: async (adresse) => (await fetch(url + adresse, { headers: { cookie: enTete() } })).arrayBuffer(),
    post: (adresse, body, headers = {}) =>
      envoyer(adresse, {
        method: 'POST',
        body,
        headers: typeof body === 'string' ? { 'content-type': 'application/x-www-form-urlencoded', ...headers } : headers,
      }),
    async entrer() {
      cookies = new Map();
      const porte = await navigateur.get('/connexion');
      if (email === undefined) return formulaires(porte.texte, '/connexion').length > 0;
      const corps = new URLSearchParams({ _csrf: jeton, email, motDePasse: CODE }).toString();
      const entree = await navigateur.post('/connexion', corps);
      await navigateur.get('/aide');
      return entree.status === 303;
    },
  };
  return navigateur;
}
