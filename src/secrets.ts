/** The demonstration's own secrets and seal: made once, kept beside its data, readable by its owner only. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createSeal, type Seal, type SealPem } from './sceau/seal.js';
import { timeStampServer } from './sceau/time-stamp.js';
import { whyRefused } from './sceau/validity.js';
import type { Config } from './config.js';
import type { Clock } from './kit/dates.js';

export interface Secrets {
  readonly pepper: string;
  readonly sessionSecret: string;
  readonly seal: Seal;
}

interface Kept {
  readonly pepper: string;
  readonly sessionSecret: string;
  readonly seal: SealPem;
}

/**
 * From the configuration in production; otherwise from DATA_DIR/demonstration.json, made the first time. Throws an Error of one
 * sentence when the seal's certificate has ended or has not begun.
 */
export async function openSecrets(config: Config, clock: Clock): Promise<Secrets> {
  const secrets = await findSecrets(config, clock);
  const refused = whyRefused(secrets.seal.name, secrets.seal.validity, clock());
  if (refused) throw new Error(`${config.production ? 'SEAL_P12' : 'DATA_DIR'}: ${refused}`);
  return secrets;
}

async function findSecrets(config: Config, clock: Clock): Promise<Secrets> {
  const { pepper, sessionSecret, sealP12 } = config;
  const tsa = config.sealTsaUrl ? timeStampServer(config.sealTsaUrl) : undefined;
  if (config.production && pepper && sessionSecret && sealP12)
    return { pepper, sessionSecret, seal: await createSeal({ p12: readFileSync(sealP12), passphrase: config.sealPassword }, tsa) };

  const file = path.join(config.dataDir, 'demonstration.json');
  const kept = read(file);
  if (kept) return { ...kept, pepper: pepper ?? kept.pepper, seal: await createSeal({ pem: kept.seal, demonstration: true }, tsa) };
  const seal = await createSeal({ organisation: 'Méridiane Caution', now: clock() }, tsa);
  const made: Kept = { pepper: secret(), sessionSecret: secret(), seal: seal.pem };
  mkdirSync(config.dataDir, { recursive: true });
  // Written whole, then named: a process killed in the middle leaves no half secret.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(made), { mode: 0o600 });
  renameSync(`${file}.${process.pid}`, file);
  return { ...made, pepper: pepper ?? made.pepper, sessionSecret: sessionSecret ?? made.sessionSecret, seal };
}

const secret = (): string => randomBytes(32).toString('base64url');

function read(file: string): Kept | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
