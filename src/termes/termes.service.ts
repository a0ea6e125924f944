/** The client says when the works were accepted: the clock of the law starts. Owns the transactions. */
import type { CautionsService } from '../cautions/cautions.service.js';
import { EN_VIGUEUR } from '../cautions/caution.js';
import { scopeOf, type Collaborateur } from '../droits/acteur.js';
import type { Envoi } from '../gestes/faire.js';
import { SUR_RECEPTION } from '../horloges/pour.js';
import { createConsigner } from '../journal/consigner.js';
import { sql, type Database } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { conflit, introuvable, invalide } from '../kit/errors.js';
import { liberationDe, readReception, type TapeeReception } from './terme.js';
import { upsertReception } from './termes.sql.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly cautions: Pick<CautionsService, 'find'>;
}

export function createTermesService({ db, clock, cautions }: Deps) {
  const consigner = createConsigner({ clock });

  return {
    /** Writes the réception of the works of a caution in force; the version is that of the réception that was shown, 0 for none. */
    saisir: (acteur: Collaborateur, numero: string, tapee: TapeeReception, { version, origine }: Envoi): Promise<void> =>
      db.transaction(scopeOf(acteur), async (tx) => {
        const vue = await cautions.find(tx, acteur, numero);
        if (!vue) throw introuvable();
        await tx.run(sql`select id from caution where id = ${vue.id} for no key update`);
        if (!SUR_RECEPTION.includes(vue.type_credit) || !EN_VIGUEUR.includes(vue.etat)) throw conflit('termes.refus.sans_reception');
        if ((vue.reception?.version ?? 0) !== version) throw conflit('gestes.perimee');
        const { reception, erreurs } = readReception(tapee, { aujourdhui: today(clock), marche: vue.valeurs.marche_date });
        if (!reception) throw invalide(erreurs);
        const liberation = liberationDe(vue.type_credit, vue.valeurs, reception);
        await upsertReception(tx, vue.id, reception, { liberation, acteur, le: clock() });
        const details = { reception: reception.effet, libre: liberation?.libre ?? null };
        await consigner(tx, [{ acteur, origine, acte: 'reception_saisir', sujet: 'caution', sujetId: vue.id, details }]);
      }),
  };
}
