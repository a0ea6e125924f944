/** The page that asks to confirm a change of rights, and its answer. */
import { chemins } from '../chemins.js';
import { fil as trail } from '../web/fil.js';
import type { Translate } from '../kit/i18n.js';

/** What the page adds of its own, and the tokens of the page before. */
const NON_RENVOYES = new Set(['_csrf', '_idempotence', 'confirme', 'numeros']);

/** The page that says what a change would break: what was sent comes along, to be sent again with a yes. */
export function pageConfirmation({
  titre,
  action,
  retour,
  numeros,
  corps,
  fil,
  t,
}: {
  titre: string;
  action: string;
  retour: string;
  numeros: readonly string[];
  corps: Readonly<Record<string, unknown>>;
  fil: readonly { href?: string; texte: string }[];
  t: Translate;
}) {
  return {
    titre,
    fil: trail(t, ...fil, { texte: t('collaborateurs.confirmer.fil') }),
    action,
    retour,
    demandes: numeros.map((numero) => ({ numero, href: chemins.demande({ numero }) })),
    caches: Object.entries(corps)
      .filter(([nom]) => !NON_RENVOYES.has(nom))
      .flatMap(([nom, valeur]) =>
        (Array.isArray(valeur) ? (valeur as unknown[]) : [valeur]).filter((v) => typeof v === 'string').map((v) => ({ nom, valeur: v })),
      ),
  };
}
