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

/** To make a window costs more than to read a page, and a window keeps every page that it read: each reads so many. */
const PAGES_OF_A_WINDOW = 50;
let pages = 0;
let parser: DOMParser;

function parse(html: string): Document {
  if (pages % PAGES_OF_A_WINDOW === 0) parser = new new JSDOM('').window.DOMParser();
  pages += 1;
  return parser.parseFromString(html, 'text/html');
}

/** The page as its words are read: the spaces before French signs are a printer's (`test/kit/i18n`), and all alike here. */
export const documentOf = (response: supertest.Response): Document =>
  parse(response.text.replace(/[\u00a0\u202f](?=[;:!?»])|(?<=«)\u00a0/g, ' '));

/** Where the form of an address stands: the page of the thing it acts on. */
const pageOf = (address: string): string =>
  /^\/demandes\/validation$/.test(address)
    ? '/demandes?taille=200'
    : (/^(?:\/gestion)?\/(?:demandes|cautions)\/[DC]\d{2}-\d{7}|^\/parametrage\/collaborateurs\/\d+|^\/(?:gestion\/[a-z-]+|documents)\/\d+/.exec(
        address,
      )?.[0] ?? '/aide');

/** What the fields of a name hold: tokens and versions, whose letters HTML writes as they are. */
const valuesOf = ({ text }: supertest.Response, name: string): string[] =>
  [...text.matchAll(/<input\b[^>]*>/g)].flatMap(([field]) =>
    field.includes(` name="${name}"`) ? [/ value="([^"]*)"/.exec(field)?.[1] ?? ''] : [],
  );
const tokenOf = (page: supertest.Response): string => valuesOf(page, '_csrf')[0] ?? '';

/** What the page says without being asked: the version of the thing, or of each line. */
function shownBy(page: supertest.Response, address: string): Fields {
  const [version] = valuesOf(page, 'version');
  return address === '/demandes/validation' ? { versions: valuesOf(page, 'versions') } : version ? { version } : {};
}

/** A browser without scripts; `email` undefined: nobody signs in. */
export async function client(url: string, email?: string, code = CODE): Promise<Client> {
  const agent = supertest.agent(url);
  const get = (address: string) => agent.get(address).set('Accept-Language', 'fr');
  const post: Client['post'] = async (address, fields = {}, page = pageOf(address)) => {
    const answer = await get(page);
    const shown = answer.status === 200 ? answer : await get('/aide');
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
        .field('_csrf', tokenOf(await get('/aide')));
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
