/** What the profile's forms send. */
import { z } from 'zod';
import { ALERTES, frequencesDe, habituel, type Abonnement, type Frequence } from '../alertes/alertes.js';
import type { FieldError } from '../kit/errors.js';
import { LANGUAGES } from '../kit/i18n.js';
import { names, tidyLine, unprintable } from '../kit/printable.js';
import { PAGES_ACCUEIL } from './profil.js';

const nom = (obligatoire: boolean) =>
  z
    .string('profil.erreurs.nom')
    .transform(tidyLine)
    .refine((typed) => !obligatoire || names(typed), 'profil.erreurs.nom')
    .refine((typed) => typed.length <= 80, 'profil.erreurs.long')
    .refine((typed) => unprintable(typed) === undefined, 'profil.erreurs.caracteres');

const donneesForm = z.object({
  prenom: nom(false).default(''),
  nom: nom(true),
  langue: z.enum(LANGUAGES, 'profil.erreurs.langue'),
  pageAccueil: z.enum(PAGES_ACCUEIL, 'profil.erreurs.page').default('accueil'),
  entite: z
    .string('profil.erreurs.entite')
    .regex(/^\d{0,9}$/, 'profil.erreurs.entite')
    .default('')
    .transform((id) => (id === '' ? null : Number(id))),
});

export type DonneesProfil = z.infer<typeof donneesForm>;

/** The personal data of the form, or what is wrong beside each field. */
export function readDonnees(body: unknown): { donnees: DonneesProfil } | { erreurs: FieldError[] } {
  const form = donneesForm.safeParse(body ?? {});
  return form.success
    ? { donnees: form.data }
    : { erreurs: form.error.issues.map(({ path, message }) => ({ field: String(path[0]), message })) };
}

/** One answer a situation; what is missing or unknown is as usual. */
export function readAbonnements(body: Readonly<Record<string, unknown>> | undefined): Abonnement[] {
  const urgentes = [body?.urgentes].flat();
  return ALERTES.map((alerte) => {
    const frequence = frequencesDe(alerte).find((one): one is Frequence => one === body?.[`frequence_${alerte}`]);
    return { ...habituel(alerte), ...(frequence && { frequence }), urgente: urgentes.includes(alerte) };
  });
}
