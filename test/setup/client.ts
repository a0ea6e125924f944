/** A person at the other end of HTTP, without a browser: cookies kept, tokens taken from the page like a browser does. */
import supertest from 'supertest';
import { JSDOM } from 'jsdom';
import { CODE } from './application.js';

type Fields = Readonly<Record<string, string | readonly string[]>>;

export interface Client {
  get(address: string): Promise<supertest.Response>;
  /** The same, the body left as bytes. */
  bytes(address: string): Promise<supertest.Response>;
  /** Posts with the session's token and the version shown by `page`, where the form stands. */
  post(address: string, fields?: Fields, page?: string): Promise<supertest.Response>;
  /** Posts a form with files, each `[name, bytes]`. */
  upload(address: string, field: string, files: readonly (readonly [string, Buffer])[], fields?: Fields): Promise<supertest.Response>;
  /** Posts exactly this, without adding a token. */
  raw(address: string, body: string | object, headers?: Readonly<Record<string, string>>): Promise<supertest.Response>;
}

/** One window reads every page: making a window costs more than reading a page. */
const parser = new new JSDOM('').window.DOMParser();

/** The page as its words are read: the spaces before French signs are a printer's (`test/kit/i18n`), and all alike here. */
export const documentOf = (response: supertest.Response): Document =>
  parser.parseFromString(response.text.replace(/[\u00a0\u202f](?=[;:!?»])|(?<=«)\u00a0/g, ' '), 'text/html');

/** Where the form of an address stands: the page of the thing it acts on. */
const pageOf = (address: string): string =>
  /^\/demandes\/validation$/.test(address)
    ? '/demandes?taille=200'
    : (/^(?:\/gestion)?\/(?:demandes|cautions)\/[DC]\d{2}-\d{7}|^\/parametrage\/collaborateurs\/\d+|^\/(?:gestion\/[a-z-]+|documents)\/\d+/.exec(
        address,
      )?.[0] ?? '/aide');

const valuesOf = (page: Document, name: string): string[] =>
  [...page.querySelectorAll<HTMLInputElement>(`input[name=${name}]`)].map(({ value }) => value);
const tokenOf = (page: Document): string => valuesOf(page, '_csrf')[0] ?? '';

/** What the page says without being asked: the version of the thing, or of each line. */
function shownBy(page: Document, address: string): Fields {
  const values = (name: string) => valuesOf(page, name);
  const [version] = values('version');
  return address === '/demandes/validation' ? { versions: values('versions') } : version ? { version } : {};
}

/** A browser without scripts; `email` undefined: nobody signs in. */
export async function client(url: string, email?: string, code = CODE): Promise<Client> {
  const agent = supertest.agent(url);
  const get = (address: string) => agent.get(address).set('Accept-Language', 'fr');
  const post: Client['post'] = async (address, fields = {}, page = pageOf(address)) => {
    const answer = await get(page);
    const shown = documentOf(answer.status === 200 ? answer : await get('/aide'));
    const body = new URLSearchParams([['_csrf', tokenOf(shown)]]);
    for (const [name, value] of Object.entries({ ...shownBy(shown, address), ...fields }))
      for (const one of [value].flat()) body.append(name, one as string);
    return agent.post(address).set('Accept-Language', 'fr').type('form').send(body.toString());
  };
  const person: Client = {
    get: (address) => get(address),
    bytes: (address) => get(address).responseType('blob'),
    post,
    upload: async (address, field, files, fields = {}) => {
      const request = agent
        .post(address)
        .set('Accept-Language', 'fr')
        .field('_csrf', tokenOf(documentOf(await get('/aide'))));
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) void request.field(name, one as string);
      for (const [filename, bytes] of files) void request.attach(field, bytes, { filename });
      return request;
    },
    raw: (address, body, headers = {}) => agent.post(address).set(headers).type('form').send(body),
  };
  if (email) {
    const answer = await post('/connexion', { email, motDePasse: code }, '/connexion');
    if (answer.status !== 303) throw new Error(`${email} did not enter: ${answer.status}`);
  }
  return person;
}
