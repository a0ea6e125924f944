/**
 * Forms that were not acted on, kept as they were typed (decision 26): in the database for a person, whom nobody else can ask it for;
 * sealed in his own browser for whoever did not sign in, so that strangers write nothing here.
 */
import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { avecRequete } from '../chemins.js';
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { giveToBrowser, keptByBrowser } from '../kit/web/visitor.js';
import { acteurDe } from './express.js';
import { find, forgetBefore, insert, type KeptForm } from './kept-forms.repository.js';

export type { KeptForm, KeptRefus } from './kept-forms.repository.js';

/** What is never kept: secrets, codes, answers, and what each page makes anew. */
const LEFT_OUT = /^(_csrf|_idempotence|_garder|motDePasse|confirmation|actuel|code|preuve|reponse\d?)$/;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
/** Of a visitor: minutes. Of a person: until the night that comes two days later. */
const VISITOR_MINUTES = 30;
const PERSON_MS = 2 * 86_400_000;
const COOKIE = 'formulaire';

export type KeptForms = ReturnType<typeof createKeptForms>;

export function createKeptForms(db: Pick<Database, 'systeme'>, clock: Clock) {
  return {
    /**
     * Keeps what `req` sent, for whoever signed in unless `person` says otherwise; answers the address where it is shown again, or
     * undefined when it is too long for a visitor's browser.
     */
    async keep(req: Request, { refus, found }: Partial<Pick<KeptForm, 'refus' | 'found'>>, person = acteurDe(req)?.identifiantId) {
      const id = randomUUID();
      const form: KeptForm = { path: req.path, fields: shown(req.body), refus: refus ?? null, found: found ?? null };
      if (person !== undefined) await insert(db, id, person, form, clock());
      else if (!giveToBrowser(req, COOKIE, JSON.stringify({ id, ...form }), VISITOR_MINUTES)) return undefined;
      return avecRequete(req.path, { formulaire: id });
    },

    /** The form that an address asks to show again: of this person, or of this browser, and of this path. */
    async find(req: Request): Promise<KeptForm | undefined> {
      const id = req.query.formulaire;
      if (typeof id !== 'string' || !UUID.test(id)) return undefined;
      const person = acteurDe(req)?.identifiantId;
      const form = person === undefined ? ofBrowser(req, id) : await find(db, id, person);
      return form?.path === req.path ? form : undefined;
    },

    /** Two days old: nobody comes back to them. */
    forgetOld: (): Promise<void> => forgetBefore(db, new Date(clock().getTime() - PERSON_MS)),
  };
}

function ofBrowser(req: Request, id: string): KeptForm | undefined {
  const sealed = keptByBrowser(req, COOKIE);
  const kept = sealed === undefined ? undefined : (JSON.parse(sealed) as KeptForm & { readonly id: string });
  return kept?.id === id ? kept : undefined;
}

const shown = (body: unknown): KeptForm['fields'] =>
  Object.fromEntries(Object.entries((body ?? {}) as object).filter(([name]) => !LEFT_OUT.test(name)));
