/** Reads any list, in the rows its reader may see. */
import type { CatalogueService } from '../catalogue/catalogue.service.js';
import type { Database, Scope } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import type { Translator } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import type { OrganisationService } from '../organisation/organisation.service.js';
import { scopeOf, type Acteur } from '../droits/acteur.js';
import type { Mots } from './critere.js';
import { findFragments } from './fragments.sql.js';
import { fragmentsDe, ouDe, sansEtat, type Lecture } from './lecture.js';
import type { Liste, Total } from './liste.js';
import { readPage, toutSql } from './liste.sql.js';
import { list } from './preferees.repository.js';
import { createReperes } from './reperes.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly translator: Translator;
  readonly catalogue: CatalogueService;
  readonly organisation: OrganisationService;
}

/** A client sees his account; the insurer's staff, the insurer's accounts. */
const portee = (acteur: Acteur): Scope => (acteur.genre === 'client' ? scopeOf(acteur) : { garant: acteur.garantId });

const AUCUNE = { entites: [], trop: false };

export function createListesService({ db, clock, translator, catalogue, organisation }: Deps) {
  const connus = createReperes();
  const mots = async (langue: Language): Promise<Mots> => ({
    langue,
    t: translator(langue),
    catalogue: await catalogue.read(),
    maintenant: clock(),
  });

  return {
    /** One page, the totals of the whole, and what its tools offer: one transaction. */
    async page<Row, Qui extends Acteur, T extends Total>(liste: Liste<Row, Qui, T>, lecture: Lecture<Qui>, acteur: Qui, langue: Language) {
      const dits = await mots(langue);
      return db.read(portee(acteur), async (tx) => {
        const choisies = lecture.criteres.flatMap(({ entites: ids }) => (ids ? [ids] : []))[0];
        const fragments = fragmentsDe(lecture, acteur);
        const trouves = fragments && (await findFragments(tx, fragments));
        const ou = ouDe(lecture, acteur, dits, trouves);
        const comptables = liste.comptes?.(ouDe(sansEtat(lecture), acteur, dits, trouves));
        const [page, comptes, preferees, entites] = await Promise.all([
          readPage({ tx, connus }, liste, lecture, ou),
          comptables ? tx.rows<{ code: string; nombre: number }>(comptables) : [],
          liste.preferees && acteur.genre === 'client' ? list(tx, acteur) : [],
          choisies && acteur.genre === 'client' ? organisation.pourRecherche(acteur, choisies, tx) : AUCUNE,
        ]);
        return {
          ...page,
          comptes: Object.fromEntries(comptes.map(({ code, nombre }) => [code, nombre])),
          preferees: preferees.filter((one) => one.liste === liste.nom),
          entites,
          mots: dits,
        };
      });
    },

    /** Every row, by batches, and the totals: what an export is made of. */
    async tout<Row, Qui extends Acteur, T extends Total>(liste: Liste<Row, Qui, T>, lecture: Lecture<Qui>, acteur: Qui, langue: Language) {
      const dits = await mots(langue);
      const ou = ouDe(lecture, acteur, dits);
      const choisies = lecture.criteres.flatMap(({ entites: ids }) => (ids ? [ids] : []))[0];
      const entites =
        choisies && acteur.genre === 'client'
          ? await db.read(portee(acteur), (tx) => organisation.pourRecherche(acteur, choisies, tx))
          : AUCUNE;
      const totaux = liste.colonnes.some(({ totalExcel }) => totalExcel)
        ? await db.read(portee(acteur), (tx) => tx.rows<T>(liste.source(ou).totaux))
        : [];
      return { totaux, entites, lots: db.stream<Row>(portee(acteur), toutSql(liste, lecture, ou)), mots: dits };
    },
  };
}
