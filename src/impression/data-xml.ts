/** The act's data attached to its PDF, so that a program can read what a person reads. */
import type { ActeCompose } from './acte.js';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);

/** Described by public/schemas/acte-1.xsd. */
const ESPACE = 'urn:cautionet:acte:1';

/** XML, UTF-8: the act's number, version and texte, and each value that it says by the name of its variable, in canonical form. */
export function acteXml({ numero, versionActe, dateEmission, texte, langue, donnees }: ActeCompose): Buffer {
  const attributes = Object.entries({
    ...(numero && { numero }),
    version: String(versionActe),
    ...(dateEmission && { emission: dateEmission }),
    texte: texte.code,
    versionTexte: String(texte.version),
    typeCredit: texte.typeCredit,
    langue,
  }).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const values = Object.entries(donnees).map(([nom, valeur]) => `  <valeur nom="${escaped(nom)}">${escaped(valeur)}</valeur>\n`);
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<acte xmlns="${ESPACE}"${attributes.join('')}>\n${values.join('')}</acte>\n`,
    'utf8',
  );
}
