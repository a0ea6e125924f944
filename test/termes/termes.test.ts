/** The legal end of a caution: the réception that is said, what the law makes of it, what it still costs, what is recalled and when. */
import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { addDays } from '../../src/kit/dates.js';
import { fenetreDe, liberationDe, PALIERS, readReception, type TapeeReception } from '../../src/termes/terme.js';
import { finsProches } from '../../src/termes/rappels.service.js';
import { pdfText } from '../actes/pdf-text.js';
import { etatDe, transmettre } from '../setup/cautions.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useHouse } from '../setup/house.js';
import { MAINTENANT } from '../setup/maison.js';

describe('the réception as it is typed', () => {
  const cadre = { aujourdhui: '2026-11-21', marche: '2025-01-15' };
  const bonne = { dateEffet: '10/11/2025', datePv: '', reserves: 'sans', dateLevee: '' };
  it.each<[TapeeReception, string[]]>([
    [bonne, []],
    [{ ...bonne, dateEffet: '' }, ['dateEffet']],
    [{ ...bonne, dateEffet: '22/11/2026' }, ['dateEffet']],
    [{ ...bonne, dateEffet: '14/01/2025' }, ['dateEffet']],
    [{ ...bonne, datePv: '09/11/2025' }, ['dateEffet']],
    [{ ...bonne, reserves: 'peut-être' }, ['reserves']],
    [{ ...bonne, reserves: 'levees' }, ['dateLevee']],
    [{ ...bonne, reserves: 'levees', dateLevee: '09/11/2025' }, ['dateLevee']],
  ])('%j', (tapee, attendues) => expect(readReception(tapee, cadre).erreurs.map(({ field }) => field)).toEqual(attendues));

  it('the law of each type', () => {
    const reception = { effet: '2025-11-10', pv_le: null, reserves: 'sans', levees_le: null } as const;
    expect(liberationDe('RG_PRIV', {}, reception)?.libre).toBe('2026-11-11');
    expect(liberationDe('RG_PUB', { delai_garantie_mois: '12' }, reception)?.libre).toBe('2026-12-11');
    expect(liberationDe('BF', {}, reception)?.libre).toBe('2025-11-10');
    expect(liberationDe('RG_PRIV', {}, null)?.remarques).toEqual(['reception_attendue']);
    expect(liberationDe('ST', {}, reception)?.libre).toBeNull();
    expect(liberationDe('BID', {}, reception)).toBeUndefined();
  });

  it('an end is recalled at its nearest step only, every day of two months belonging to one', () => {
    const jour = '2026-11-21';
    const paliers = [...Array(61).keys()].map((reste) =>
      PALIERS.filter((palier) => {
        const { du, au } = fenetreDe(palier, jour);
        return du <= addDays(jour, reste) && addDays(jour, reste) <= au;
      }),
    );
    expect(paliers.every(({ length }) => length === 1)).toBe(true);
    expect([paliers[0], paliers[1], paliers[7], paliers[8], paliers[30], paliers[31], paliers[60]].flat()).toEqual([
      0, 7, 7, 30, 30, 60, 60,
    ]);
  });
});

describe('on the pages', () => {
  const house = useHouse();
  let lecteur: Client;
  let libre: string;
  const saisir = (qui: Client, numero: string, dateEffet: string, extra = {}) =>
    qui.post(`/cautions/${numero}/reception`, { version: '0', dateEffet, reserves: 'sans', ...extra });

  beforeAll(async () => {
    const { maison, application } = house;
    const lecture = await maison.collaborateur('Lecture', ['consultant']);
    const hash = await application.services.hasher.hash('246813');
    await maison.db.systeme.rows(sql`update identifiant set secret = ${hash} where secret is null`);
    lecteur = await client(application.url, lecture.email);
    libre = await transmettre(application.services, maison, '36000.00', { valeurs: { marche_date: '2024-01-10' } });
    await maison.db.systeme.rows(sql`update caution set effective_le = '2024-06-01', date_effet = '2024-06-01' where numero = ${libre}`);
  }, 60_000);

  it('what is not known is said, what is typed wrong is kept, what is right starts the clock', async () => {
    const page = documentOf(await house.ines.get(`/cautions/${libre}`));
    expect(page.body.textContent).toContain('La réception n’est pas connue');
    expect(page.querySelector('input[name=dateEffet]')).not.toBeNull();
    expect(documentOf(await lecteur.get(`/cautions/${libre}`)).querySelector('input[name=dateEffet]')).toBeNull();
    expect((await saisir(lecteur, libre, '10/11/2025')).status).toBe(403);
    const refus = await saisir(house.ines, libre, '31/02/2025');
    expect([refus.status, documentOf(refus).querySelector<HTMLInputElement>('[name=dateEffet]')?.value]).toEqual([422, '31/02/2025']);
    expect((await saisir(house.ines, libre, '10/11/2025')).status).toBe(303);
    const apres = documentOf(await house.ines.get(`/cautions/${libre}`)).body.textContent;
    expect(apres).toContain('Libérée de droit depuis le 11/11/2026');
    expect(apres).toContain('loi n° 71-584');
    expect((await saisir(house.ines, libre, '12/11/2025')).status).toBe(409);
    expect((await saisir(house.ines, libre, '12/11/2025', { version: '1' })).status).toBe(303);
  });

  it('what it costs in vain is counted to the cent, day by day, from the invoices', async () => {
    const { db } = house.maison;
    const { id } = await etatDe(house.maison, libre);
    const [facture] = await db.systeme.rows<{ id: number }>(sql`
      insert into facture (compte_id, garant_id, contrat_id, entite_id, numero, nature, periode_du, periode_au, emise_le, echeance, montant, devise)
      select c.compte_id, c.garant_id, c.contrat_id, c.entite_id, 'F26-0000001', 'facture', '2026-10-01', '2026-12-31', '2026-10-01', '2026-10-31', 78.2, 'EUR'
      from caution c where c.id = ${id} returning id`);
    await db.systeme.rows(sql`
      insert into facture_ligne (compte_id, facture_id, caution_id, jours, segments, prime, frais, deja, montant)
      values (${house.maison.compteId}, ${facture?.id}, ${id}, 92, ${JSON.stringify([{ du: '2026-10-01', au: '2026-12-31', jours: 92, base: '36000', taux: '0.85' }])}::jsonb, 78.2, 0, 0, 78.2)`);
    // Free since 13/11: 49 days of 36 000 € at 0.85 %, on 360.
    const attendu = Math.round((36_000 * 0.85 * 49) / 360) / 100;
    const ligne = documentOf(await house.ines.get('/cautions/liberables')).querySelector(`[data-numero="${libre}"]`)?.textContent ?? '';
    expect(ligne.replace(/\s/g, '')).toContain(`${attendu.toFixed(2).replace('.', ',')}€`);
    expect(ligne).toContain('13/11/2026');
    expect(documentOf(await lecteur.get('/cautions/liberables')).querySelectorAll('tbody tr[data-numero]')).toHaveLength(1);
  });

  it('the letter that asks its beneficiary to say so, once the law has freed it and not before', async () => {
    const lettre = await house.ines.bytes(`/cautions/${libre}/liberation.pdf`);
    expect([lettre.status, lettre.headers['content-type']]).toEqual([200, 'application/pdf']);
    const texte = (await pdfText(lettre.body as Buffer)).replace(/\s+/g, ' ');
    for (const mot of [libre, '12 novembre 2025', '13 novembre 2026', 'loi n° 71-584', '36 000,00']) expect(texte).toContain(mot);
    const numero = await transmettre(house.application.services, house.maison, '1000.00');
    expect((await house.ines.get(`/cautions/${numero}/liberation.pdf`)).status).toBe(409);
  });

  it('near ends are recalled at night, each step once, to whoever wrote the demande', async () => {
    const { db } = house.maison;
    const numero = await transmettre(house.application.services, house.maison, '1000.00');
    const { id } = await etatDe(house.maison, numero);
    await saisir(house.ines, numero, '21/11/2026');
    const poser = (jours: number) =>
      db.systeme.rows(sql`update reception set libre = ${addDays('2026-11-21', jours)}::date where caution_id = ${id}`);
    const nuit = async () => {
      const travail = finsProches({ db, clock: MAINTENANT });
      for (const item of await travail.aFaire()) await travail.faire(item);
    };
    const paliers = async () =>
      (await db.systeme.rows<{ palier: number }>(sql`select palier from rappel_fin where caution_id = ${id} order by le, palier desc`)).map(
        ({ palier }) => palier,
      );
    await poser(61);
    await nuit();
    expect(await paliers()).toEqual([]);
    await poser(45);
    await nuit();
    await nuit();
    expect(await paliers()).toEqual([60]);
    const mails = (await house.application.services.courriels.listLatest(20)).filter(({ gabarit }) => gabarit === 'fins_proches');
    expect(mails.map(({ destinataire, texte }) => [destinataire, texte.includes(numero)])).toEqual([[house.maison.ines.email, true]]);
  });
});
