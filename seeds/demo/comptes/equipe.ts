/** Invented teams, for the accounts whose people do not matter one by one. */
import { element, hasard } from '../hasard.js';
import { NOMS, PRENOMS } from '../noms.js';
import type { PersonneDef } from './modele.js';

export interface EquipeDef {
  /** Perimeter of each saisisseur; the whole account when empty. */
  readonly saisisseurs: readonly (readonly string[])[];
  /** Limit and entity of each valideur beside the two without limit. */
  readonly valideurs?: readonly (readonly [montantMax: number, entite: string])[];
  readonly consultants?: number;
  /** Some read English. */
  readonly langues?: boolean;
}

/** An administrator, two valideurs without limit, then the others. */
export function equipe(nom: string, { saisisseurs, valideurs = [], consultants = 0, langues = false }: EquipeDef): PersonneDef[] {
  const h = hasard(`équipe ${nom}`);
  const [prenoms, noms] = [h.melange(PRENOMS), h.melange(NOMS)];
  const roles: Omit<PersonneDef, 'prenom' | 'nom'>[] = [
    { profils: ['administrateur', 'consultant'] },
    { profils: ['valideur'] },
    { profils: ['valideur', 'consultant'] },
    ...valideurs.map(([montantMax, entite]): Omit<PersonneDef, 'prenom' | 'nom'> => ({
      profils: ['valideur'],
      montantMax,
      perimetre: [entite],
    })),
    ...saisisseurs.map((perimetre): Omit<PersonneDef, 'prenom' | 'nom'> => ({
      profils: ['saisisseur'],
      ...(perimetre.length > 0 ? { perimetre } : {}),
    })),
    ...Array.from({ length: consultants }, (): Omit<PersonneDef, 'prenom' | 'nom'> => ({ profils: ['consultant'] })),
  ];
  return roles.map((role, rang) => ({
    prenom: element(prenoms, rang),
    nom: element(noms, rang),
    ...role,
    ...(langues && rang % 9 === 8 ? { langue: 'en' } : {}),
  }));
}
