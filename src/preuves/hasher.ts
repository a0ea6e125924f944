/** The secret that opens the door: Argon2id over an HMAC with a pepper kept outside the database. */
import { createHmac } from 'node:crypto';
import argon2 from 'argon2';

/** OWASP's second recommended setting: 19 MiB, two passes, one lane. */
const PARAMETERS = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export interface Hasher {
  hash(secret: string): Promise<string>;
  /** True when the secret is right. With no hash to compare it takes the same time and answers false. */
  verify(hash: string | null, secret: string): Promise<boolean>;
  needsRehash(hash: string): boolean;
}

/** `pepper`: at least 32 characters, the same for the life of the database. */
export async function createHasher(pepper: string): Promise<Hasher> {
  const peppered = (secret: string) => createHmac('sha256', pepper).update(secret.normalize('NFC')).digest();
  const decoy = await argon2.hash(peppered('nobody'), PARAMETERS);
  return {
    hash: (secret) => argon2.hash(peppered(secret), PARAMETERS),
    verify: async (hash, secret) => {
      const right = await argon2.verify(hash ?? decoy, peppered(secret));
      return right && hash !== null;
    },
    needsRehash: (hash) => argon2.needsRehash(hash, PARAMETERS),
  };
}
