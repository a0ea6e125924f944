/** Long secrets that are guessed all the same: common words, sequences and one's own name, put end to end. Pure. */
import { periodOf } from '../kit/period.js';

const COMMUNS = [
  ...[
    'motdepasse',
    'monmotdepasse',
    'passe',
    'password',
    'passphrase',
    'passwort',
    'secret',
    'azertyuiop',
    'azerty',
    'qwertyuiop',
    'qwerty',
  ],
  ...['qsdfghjklm', 'asdfghjkl', 'wxcvbn', 'zxcvbnm', 'abcdefghijkl', 'abcdef', 'abcd', 'abc', '0123456789', '1234567890', '123456789'],
  ...[
    '12345678',
    '1234567',
    '123456',
    '12345',
    '1234',
    '123',
    '9876543210',
    '987654321',
    '654321',
    '246813',
    '4321',
    '321',
    'administrateur',
    'admin',
  ],
  ...['bonjour', 'bienvenue', 'welcome', 'hello', 'soleil', 'doudou', 'chouchou', 'loulou', 'jetaime', 'iloveyou', 'letmein', 'sesame'],
  ...['changeme', 'changezmoi', 'princesse', 'princess', 'sunshine', 'football', 'dragon', 'monkey', 'master', 'trustno1', 'marseille'],
  ...[
    'paris',
    'france',
    'cautionet',
    'cautions',
    'caution',
    'meridiane',
    'entreprise',
    'janvier',
    'fevrier',
    'mars',
    'avril',
    'mai',
    'juin',
  ],
  ...['juillet', 'aout', 'septembre', 'octobre', 'novembre', 'decembre', 'printemps', 'hiver', 'automne', 'summer', 'winter', 'spring'],
];

/** Letters written with figures and signs. */
const DEGUISEMENTS: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};

/** Fewer different characters than that, beyond what everyone knows, is no secret. */
const ASSEZ = 5;
/** A shorter group said again and again is that group, and no more. */
const GROUPE = 9;

const simple = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
const nu = (text: string): string => text.replaceAll(/[\s\p{P}\p{Sm}\p{Sc}\p{Sk}]/gu, '');
const sansDeguisement = (text: string): string => [...text].map((signe) => DEGUISEMENTS[signe] ?? signe).join('');

export function tropCourant(secret: string, mots: readonly string[]): boolean {
  const connus = [...COMMUNS, ...mots.map((mot) => nu(simple(mot))).filter((mot) => mot.length >= 3)].sort((a, b) => b.length - a.length);
  const reste = (text: string) => {
    const sans = connus.reduce((left, mot) => left.replaceAll(mot, ''), text);
    // Years and a few figures or signs at the end are what everyone adds.
    return new Set(sans.replace(/^(19|20)\d\d|(19|20)\d\d$/g, '')).size;
  };
  const clair = simple(secret);
  if (periodOf(nu(clair)) < GROUPE) return true;
  return Math.min(reste(nu(clair)), reste(nu(sansDeguisement(clair)))) < ASSEZ;
}
