/** The settings, read once from the environment and refused in words. */
import { addressOf } from './kit/mail.js';
import { isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { periodOf } from './kit/period.js';
import { ROOT } from './kit/root.js';

const url = (protocols: string[], what: string) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), `must be ${what}`);
const minutes = (fallback: number) => z.coerce.number().int().min(5).max(30).default(fallback);
/** Whoever knows one opens everything: not a sample, of few characters or of a group said again and again. */
const secret = z
  .string()
  .min(32, 'must hold at least 32 characters')
  .refine((text) => new Set(text).size >= 10 && periodOf(text) >= 16, 'is too easy to guess; draw one, as openssl rand -base64 48 does');

const schema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  PORT: z.coerce.number({ error: 'must be a port number, 0 to 65535' }).int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  APP_URL: url(['http:', 'https:'], 'an http or https address, for example https://cautions.example.com').optional(),
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'a Postgres address, for example postgres://user:password@host/base').optional(),
  DATABASE_DIRECT_URL: url(
    ['postgres:', 'postgresql:'],
    'the Postgres address of the owner, for example postgres://owner:password@host/base',
  ).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  SMTP_URL: url(['smtp:', 'smtps:'], 'an SMTP address, for example smtp://host:25').optional(),
  MAIL_SENDERS: z.coerce.number().int().min(1).max(20).default(4),
  MAIL_FROM: z.string().min(3).default('Cautionet <ne-pas-repondre@cautionet.example>'),
  SESSION_SECRET: secret.optional(),
  PEPPER: secret.optional(),
  METRICS_TOKEN: secret.optional(),
  SECURITY_CONTACT: url(['mailto:', 'https:'], 'mailto:somebody@example.com or an https address').optional(),
  SEAL_P12: z.string().optional(),
  SEAL_P12_PASSWORD: z.string().default(''),
  SEAL_TSA_URL: url(['http:', 'https:'], 'the address of an RFC 3161 time-stamp server').optional(),
  CLAMAV_URL: url(['tcp:', 'unix:'], 'where clamd listens, for example tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl').optional(),
  SESSION_IDLE_MINUTES: minutes(15),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).optional(),
  VIEW_CACHE: z.stringbool().default(false),
  STRICT_SIGN_IN: z.stringbool().default(false),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(12),
});

export type Config = ReturnType<typeof readConfig>;

/** This machine, and no name that somebody else could make point to it. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));

/** Settings of a real installation: with one of them, and without saying so, a demonstration would open somebody's data. */
const REAL = ['SESSION_SECRET', 'PEPPER', 'SEAL_P12'] as const;
/** Others the demonstration may have on its own machine only. */
const LOCAL = ['APP_URL', 'SMTP_URL', 'SEAL_TSA_URL'] as const;

/**
 * The configuration of this process. Demo mode is everything but production: it trusts the local browser, so it refuses a
 * public address. Throws an Error whose message is one sentence that names the setting.
 */
export function readConfig(env: NodeJS.ProcessEnv) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${String(issue?.path[0])}: ${issue?.message ?? 'is not valid'}.`);
  }
  const e = parsed.data;
  const production = e.NODE_ENV === 'production';
  if (e.DATABASE_DIRECT_URL && !e.DATABASE_URL)
    throw new Error('DATABASE_DIRECT_URL: needs DATABASE_URL, the login that serves, beside it.');
  if (production) {
    for (const name of ['APP_URL', 'DATABASE_URL', 'SMTP_URL', 'SESSION_SECRET', 'PEPPER', 'SEAL_P12'] as const)
      if (!e[name]) throw new Error(`${name}: must be set when NODE_ENV is production.`);
    if (!e.APP_URL?.startsWith('https://')) throw new Error('APP_URL: must start with https:// when NODE_ENV is production.');
  } else {
    if (!isLoopback(e.HOST))
      throw new Error(
        `HOST: demo mode listens on this machine only, not on ${e.HOST}; set NODE_ENV=production and its settings to open it.`,
      );
    for (const name of REAL) if (e[name]) throw new Error(`${name}: is for a real installation; set NODE_ENV=production, or leave it out.`);
    for (const name of LOCAL) {
      const address = e[name];
      if (address && !(isLoopback(new URL(address).hostname) && !address.startsWith('https:')))
        throw new Error(`${name}: must be on this machine in demonstration; set NODE_ENV=production to start a real installation.`);
    }
  }
  return {
    production,
    demo: !production,
    /** Every browser must be proved. In demonstration the local one is trusted, unless the real way in is to be seen. */
    entreeStricte: production || e.STRICT_SIGN_IN,
    port: e.PORT,
    host: e.HOST,
    /** Undefined until the port is known, in demo mode. */
    appUrl: e.APP_URL?.replace(/\/+$/, ''),
    /** Who owns the schema and migrates; undefined: the embedded database. */
    databaseOwnerUrl: e.DATABASE_DIRECT_URL ?? e.DATABASE_URL,
    /** Where and as whom pages connect, when the owner's address is another. */
    databaseServingUrl: e.DATABASE_DIRECT_URL && e.DATABASE_URL,
    dataDir: path.resolve(ROOT, e.DATA_DIR),
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM,
    mailSenders: e.MAIL_SENDERS,
    /** Whom to tell of a weakness: who sends the mails, where nobody else is named. */
    securityContact: e.SECURITY_CONTACT ?? `mailto:${addressOf(e.MAIL_FROM)}`,
    sessionSecret: e.SESSION_SECRET,
    metricsToken: e.METRICS_TOKEN,
    pepper: e.PEPPER,
    sealP12: e.SEAL_P12,
    sealPassword: e.SEAL_P12_PASSWORD,
    sealTsaUrl: e.SEAL_TSA_URL,
    clamavUrl: e.CLAMAV_URL,
    sessionIdleMinutes: e.SESSION_IDLE_MINUTES,
    logLevel: e.LOG_LEVEL ?? (production ? 'info' : 'warn'),
    poolSize: e.DATABASE_POOL,
    viewCache: e.VIEW_CACHE,
  } as const;
}

/** The address people reach when none is configured: the loopback one, with the port really listened on. */
export const localUrl = (host: string, port: number): string => `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
