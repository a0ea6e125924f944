/** What leaves by mail and never lies in the database: made again from an id and the pepper, kept outside of it. */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** SHA-256: enough for a value that holds 256 bits of chance. */
export const empreinteDe = (valeur: string): Buffer => createHash('sha256').update(valeur).digest();

export type Cles = ReturnType<typeof createCles>;

export function createCles(pepper: string) {
  const derive = (usage: string) => Buffer.from(hkdfSync('sha256', pepper, '', `cautionet ${usage}`, 32));
  const keys = { jeton: derive('jeton'), defi: derive('defi'), totp: derive('totp'), secours: derive('secours') };
  const hmac = (key: Buffer, id: string) => createHmac('sha256', key).update(id).digest();
  return {
    /** The token of a link, from the id of its row: 256 bits. */
    jeton: (id: string): string => hmac(keys.jeton, id).toString('base64url'),
    /** The eight figures of a challenge, from its id. */
    code: (id: string): string => String(hmac(keys.defi, id).readBigUInt64BE() % 100_000_000n).padStart(8, '0'),

    /** What is kept of a recovery code, too short for a bare hash. */
    secours: (code: string, proprietaire: number): Buffer => hmac(keys.secours, `${proprietaire} ${code}`),

    /** The secret of an authenticator, which must be read again: AES-256-GCM, bound to its owner. */
    chiffrer(clair: string, proprietaire: number): Buffer {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keys.totp, nonce).setAAD(Buffer.from(String(proprietaire)));
      return Buffer.concat([nonce, cipher.update(clair, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    dechiffrer(chiffre: Buffer, proprietaire: number): string {
      const decipher = createDecipheriv('aes-256-gcm', keys.totp, chiffre.subarray(0, 12)).setAAD(Buffer.from(String(proprietaire)));
      decipher.setAuthTag(chiffre.subarray(-16));
      return Buffer.concat([decipher.update(chiffre.subarray(12, -16)), decipher.final()]).toString('utf8');
    },
  };
}
