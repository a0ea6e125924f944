/** Releases: the table, the form, both sides through their pages, and two things at once. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Agent } from '../../src/droits/acteur.js';
import { sql } from '../../src/kit/database.js';
import { dansLErreur, empecheMainlevee, ETATS_MAINLEVEE, MAINLEVEE, motifsPour, type Liberable } from '../../src/mainlevees/mainlevee.js';
import { readMainlevee, type CadreMainlevee, type TapeeMainlevee } from '../../src/mainlevees/mainlevee.form.js';
import { pdf, png } from '../documents/fabrique.js';
import { agent } from '../setup/agents.js';
import { etatDe, transmettre } from '../setup/cautions.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useHouse } from '../setup/house.js';
import { MAINTENANT, ORIGINE } from '../setup/maison.js';

describe('the table', () => {
  const auteurs = ['client', 'garant'] as const;
  it.each(MAINLEVEE.noms.flatMap((nom) => ETATS_MAINLEVEE.flatMap((etat) => auteurs.map((auteur) => [nom, etat, auteur] as const))))(
    '%s of %s by %s',
    (nom, etat, auteur) => {
      const { de, par } = MAINLEVEE.gestes[nom];
      const attendu = par !== auteur ? 403 : (de as readonly string[]).includes(etat) ? 0 : 409;
      expect(MAINLEVEE.obstacle(nom, { etat, motif: 'pv_reception', caution: 'effective' }, [auteur])?.status ?? 0).toBe(attendu);
    },
  );
  it('every state is reached', () => expect([...MAINLEVEE.atteignables()].sort()).toEqual([...ETATS_MAINLEVEE].sort()));
  it.each([
    ['en_opposition', 'mainlevees.refus.opposition'],
    ['echue', 'mainlevees.refus.plus_en_vigueur'],
  ] as const)('granted never while the caution is %s', (caution, key) =>
    expect(MAINLEVEE.obstacle('accorder', { etat: 'transmise', motif: 'pv_reception', caution }, ['garant'])?.key).toBe(key),
  );
});

const LIBRE: Liberable = {
  etat: 'effective',
  enLigne: true,
  partielle: true,
  liberation: 'libre',
  enCours: false,
  amende: false,
  editeeLe: null,
};

describe('what may be asked', () => {
  it.each([
    [{}, undefined],
    [{ enLigne: false }, 'hors_ligne'],
    [{ etat: 'en_opposition' }, 'opposition'],
    [{ etat: 'en_attente' }, 'plus_en_vigueur'],
    [{ enCours: true }, 'en_cours'],
    [{ amende: true }, 'avenant'],
  ] as const)('%j: %s', (extra, raison) => expect(empecheMainlevee({ ...LIBRE, ...extra })).toBe(raison && `mainlevees.refus.${raison}`));

  it.each([
    ['2026-11-21T10:00:00Z', '2026-11-23T10:00:00Z', true],
    ['2026-11-21T10:00:00Z', '2026-11-23T10:00:01Z', false],
    // Forty-eight hours are forty-eight hours: a night of Paris that lasts eleven or thirteen changes nothing.
    ['2026-10-24T20:00:00+02:00', '2026-10-26T19:00:00+01:00', true],
    ['2026-10-24T20:00:00+02:00', '2026-10-26T19:00:01+01:00', false],
    ['2027-03-27T20:00:00+01:00', '2027-03-29T21:00:00+02:00', true],
    ['2027-03-27T20:00:00+01:00', '2027-03-29T21:00:01+02:00', false],
  ])('printed %s, on %s: in error %s', (editee, maintenant, attendu) =>
    expect(dansLErreur({ editeeLe: new Date(editee) }, new Date(maintenant))).toBe(attendu),
  );

  it('a letter releases no subcontract, a réception neither', () => {
    expect(motifsPour({ ...LIBRE, liberation: 'paiement' }, MAINTENANT())).toEqual(['preuve_paiement']);
    expect(motifsPour({ ...LIBRE, editeeLe: MAINTENANT() }, MAINTENANT())).toEqual([
      'pv_reception',
      'lettre_beneficiaire',
      'edition_erreur',
    ]);
  });
});

describe('the form', () => {
  const cadre: CadreMainlevee = {
    ...{
      motifs: ['pv_reception', 'lettre_beneficiaire', 'edition_erreur'],
      partielle: true,
      aujourdhui: '2026-11-21',
      marche: '2026-01-15',
    },
    ...{ reste: '1000.00', devise: 'EUR', langue: 'fr', fichiers: 1 },
  };
  const PV = { motif: 'pv_reception', datePv: '10/11/2026', dateEffet: '', reserves: 'sans' };
  const LETTRE = { motif: 'lettre_beneficiaire', dateLettre: '10/11/2026', signataire: 'Anne Petit, gérante' };
  const fautes = (tapee: TapeeMainlevee, extra: Partial<CadreMainlevee> = {}) =>
    readMainlevee(tapee, { ...cadre, ...extra }).erreurs.map(({ field }) => field);

  it.each([
    [{}, ['motif']],
    [{ motif: 'preuve_paiement' }, ['motif']],
    [{ motif: 'inventé' }, ['motif']],
    [{ ...PV, datePv: '' }, ['datePv']],
    [{ ...PV, datePv: '31/02/2026' }, ['datePv']],
    [{ ...PV, datePv: '22/11/2026' }, ['datePv']],
    [{ ...PV, datePv: '14/01/2026' }, ['datePv', 'dateEffet'].slice(0, 1)],
    [{ ...PV, dateEffet: '11/11/2026' }, ['dateEffet']],
    [{ ...PV, dateEffet: '01/01/2026' }, ['dateEffet']],
    [{ ...PV, reserves: '' }, ['reserves']],
    [{ ...PV, reserves: 'levees', dateLevee: '01/11/2026' }, ['dateLevee']],
    [{ ...LETTRE, signataire: ' ' }, ['signataire']],
    [{ ...LETTRE, dateLettre: '25/12/2026' }, ['dateLettre']],
    [{ ...LETTRE, montant: '1 000,01' }, ['montant']],
    [{ ...LETTRE, montant: '-5' }, ['montant']],
    [{ ...LETTRE, montant: 'tout' }, ['montant']],
    [{ motif: 'edition_erreur' }, ['detruits']],
  ])('%j', (tapee, attendues) => expect(fautes(tapee)).toEqual(attendues));

  it('asks for the document, and for a part only where the product knows one', () => {
    expect(fautes(PV, { fichiers: 0 })).toEqual(['pieces']);
    expect(fautes({ ...LETTRE, montant: '500' }, { partielle: false })).toEqual(['montant']);
    expect(readMainlevee({ ...LETTRE, montant: '400,50' }, cadre).demande?.montant).toBe('400.50');
    expect(readMainlevee({ ...LETTRE, montant: '1 000' }, cadre).demande?.montant).toBeNull();
    expect(readMainlevee({ ...PV, dateEffet: '01/11/2026' }, cadre).demande?.donnees).toMatchObject({
      dateEffet: '2026-11-01',
      reserves: 'sans',
    });
    expect(readMainlevee(PV, cadre).demande?.donnees.dateEffet).toBe('2026-11-10');
  });
});

describe('on the pages', () => {
  const house = useHouse();
  let nadia: Client;
  let nadiaAgent: Agent;
  let marc: Client;
  let lecteur: Client;
  const PV = [['PV de réception.pdf', pdf()]] as const;
  const effective = (montant = '1000.00') => transmettre(house.application.services, house.maison, montant);
  const champsPv = { motif: 'pv_reception', datePv: '20/11/2026', reserves: 'sans' };
  const demander = async (
    qui: Client,
    numero: string,
    fields: Record<string, string>,
    files: readonly (readonly [string, Buffer])[] = PV,
  ) => {
    const { version } = await etatDe(house.maison, numero);
    return qui.upload(`/cautions/${numero}/mainlevee`, 'pieces', files, { version: String(version), ...fields });
  };
  const mainlevee = async (numero: string) => {
    const [row] = await house.maison.db.systeme.rows<{ id: number; etat: string; version: number }>(
      sql`select m.id, m.etat, m.version from mainlevee m join caution c on c.id = m.caution_id where c.numero = ${numero} order by m.id desc limit 1`,
    );
    return row ?? { id: 0, etat: '', version: 0 };
  };
  const sujets = async (gabarit: string) =>
    (await house.application.services.courriels.listLatest(60))
      .filter((mail) => mail.gabarit === gabarit)
      .map(({ destinataire, sujet }) => `${destinataire} ${sujet}`);

  beforeAll(async () => {
    const { application, maison } = house;
    nadiaAgent = await agent(maison, 'conseiller', { prenom: 'Nadia' });
    const lecture = await maison.collaborateur('Lecture', ['consultant']);
    const hash = await application.services.hasher.hash('246813');
    await maison.db.systeme.rows(sql`update identifiant set secret = ${hash} where secret is null`);
    nadia = await client(application.url, 'nadia@garant.example');
    marc = await client(application.url, maison.marc.email);
    lecteur = await client(application.url, lecture.email);
  }, 60_000);

  it('on a PV: asked, followed, granted; the amount is given back and everybody is told', async () => {
    const numero = await effective();
    const avant = Number((await etatDe(house.maison, numero)).utilise);
    const page = documentOf(await house.ines.get(`/cautions/${numero}`));
    expect(page.body.textContent).toContain('Demander la mainlevée');
    expect((await lecteur.get(`/cautions/${numero}/mainlevee`)).status).toBe(403);
    expect(documentOf(await lecteur.get(`/cautions/${numero}`)).body.textContent).not.toContain('Demander la mainlevée');
    const form = documentOf(await house.ines.get(`/cautions/${numero}/mainlevee`));
    expect([...form.querySelectorAll<HTMLInputElement>('[name=motif]')].map(({ value, disabled }) => [value, disabled])).toEqual([
      ['pv_reception', false],
      ['lettre_beneficiaire', false],
    ]);
    expect((await demander(house.ines, numero, champsPv)).status).toBe(303);
    const suivi = documentOf(await house.ines.get(`/cautions/${numero}`));
    expect(suivi.querySelector('[data-mainlevee]')?.getAttribute('data-etat')).toBe('transmise');
    expect(await sujets('mainlevee_demandee')).toEqual([expect.stringContaining(`nadia@garant.example Mainlevée demandée`)]);
    expect((await demander(house.ines, numero, champsPv)).status).toBe(409);

    const { id } = await mainlevee(numero);
    expect(
      documentOf(await nadia.get('/gestion/mainlevees'))
        .querySelector(`[data-mainlevee="${id}"]`)
        ?.getAttribute('data-numero'),
    ).toBe(numero);
    const dossier = documentOf(await nadia.get(`/gestion/mainlevees/${id}`));
    expect(dossier.body.textContent).toContain('Libérée de droit dans 365 jours, le 21/11/2027');
    const lien = [...dossier.querySelectorAll('a')].find((a) => a.textContent?.includes('PV de réception.pdf'))?.getAttribute('href') ?? '';
    expect((await nadia.bytes(lien)).body).toEqual(pdf());
    expect((await nadia.post(`/gestion/mainlevees/${id}/accord`)).status).toBe(303);
    const apres = await etatDe(house.maison, numero);
    expect(apres).toMatchObject({ etat: 'mainlevee', reste: '0.000' });
    expect(Number(apres.utilise)).toBe(avant - 1_000);
    expect(await sujets('mainlevee_accordee')).toEqual([expect.stringContaining(house.maison.ines.email)]);
    expect((await house.ines.post(`/cautions/${numero}/acte.pdf`)).status).toBe(409);
    expect((await nadia.post(`/gestion/mainlevees/${id}/refus`, { motif: 'Trop tard, hélas' })).status).toBe(409);
  });

  it('on a letter of the beneficiary: refused with its reason, then asked again for a part, which stays in force for the rest', async () => {
    const numero = await effective('4000.00');
    const lettre = { motif: 'lettre_beneficiaire', dateLettre: '20/11/2026', signataire: 'Anne Petit, gérante' };
    expect((await demander(marc, numero, lettre)).status).toBe(303);
    const premiere = await mainlevee(numero);
    expect((await nadia.post(`/gestion/mainlevees/${premiere.id}/refus`, { motif: '' })).status).toBe(422);
    expect((await nadia.post(`/gestion/mainlevees/${premiere.id}/refus`, { motif: 'La lettre n’est pas signée' })).status).toBe(303);
    const page = documentOf(await house.ines.get(`/cautions/${numero}`));
    expect(page.querySelector('[data-mainlevee]')?.textContent).toContain('La lettre n’est pas signée');
    expect((await etatDe(house.maison, numero)).etat).toBe('effective');

    expect((await demander(house.ines, numero, { ...lettre, montant: '1 500,00' })).status).toBe(303);
    const { id } = await mainlevee(numero);
    expect((await nadia.post(`/gestion/mainlevees/${id}/accord`)).status).toBe(303);
    expect(await etatDe(house.maison, numero)).toMatchObject({ etat: 'effective', montant: '2500.000', reste: '2500.000' });
    const encours = documentOf(await house.ines.get('/cautions')).querySelector(`[data-numero="${numero}"]`)?.textContent;
    expect(encours).toMatch(/2\s500,00/);
  });

  it('an act printed in error is released at once, within 48 hours, its duplicates declared destroyed', async () => {
    const numero = await effective();
    await house.application.travailler();
    expect((await demander(house.ines, numero, { motif: 'edition_erreur', detruits: '1' }, [])).status).toBe(422);
    expect((await house.ines.post(`/cautions/${numero}/acte.pdf`)).status).toBe(303);
    expect((await demander(house.ines, numero, { motif: 'edition_erreur' }, [])).status).toBe(422);
    expect((await demander(house.ines, numero, { motif: 'edition_erreur', detruits: '1' }, [])).status).toBe(303);
    expect(await etatDe(house.maison, numero)).toMatchObject({ etat: 'mainlevee', reste: '0.000' });
    const page = documentOf(await house.ines.get(`/cautions/${numero}`));
    expect(page.querySelector('[data-mainlevee]')?.getAttribute('data-etat')).toBe('accordee');

    const tard = await effective();
    await house.application.travailler();
    await house.ines.post(`/cautions/${tard}/acte.pdf`);
    await house.maison.db.systeme.rows(
      sql`update edition set le = ${new Date(MAINTENANT().getTime() - 48 * 3_600_000 - 1_000)} where acte_id in (select a.id from acte a join caution c on c.id = a.caution_id where c.numero = ${tard})`,
    );
    const refus = await demander(house.ines, tard, { motif: 'edition_erreur', detruits: '1' }, []);
    expect([refus.status, documentOf(refus).body.textContent]).toEqual([422, expect.stringContaining('48 heures')]);
  });

  it('keeps what was typed, and takes PDF alone', async () => {
    const numero = await effective();
    const refus = await demander(house.ines, numero, { ...champsPv, datePv: '31/02/2026' }, [['photo.png', png()]]);
    expect(refus.status).toBe(422);
    const form = documentOf(await demander(house.ines, numero, { ...champsPv, datePv: '31/02/2026' }));
    expect(form.querySelector<HTMLInputElement>('[name=datePv]')?.value).toBe('31/02/2026');
    expect(form.querySelector<HTMLInputElement>('[name=motif][value=pv_reception]')?.checked).toBe(true);
    expect((await mainlevee(numero)).id).toBe(0);
  });

  it('several at once on one document: each has its own answer', async () => {
    const [bonne, perimee, finie] = [await effective(), await effective(), await effective()];
    await house.maison.db.systeme.rows(sql`update caution set etat = 'mainlevee', terminee_le = now() where numero = ${finie}`);
    const liste = documentOf(await house.ines.get('/cautions?etat=effective'));
    const coche = liste.querySelector(`[data-numero="${bonne}"] input[name=numeros]`);
    expect(coche).not.toBeNull();
    expect(documentOf(await lecteur.get('/cautions')).querySelector('input[name=numeros]')).toBeNull();
    const numeros = [bonne, perimee, finie];
    const versions = numeros.map((numero, i) => `${numero}:${i === 1 ? 9 : 1}`);
    const page = documentOf(await house.ines.post('/cautions/mainlevees', { numeros, versions }, '/cautions'));
    expect([...page.querySelectorAll<HTMLInputElement>('input[name=versions]')].map(({ value }) => value)).toEqual(versions);
    const envoyer = (files: readonly (readonly [string, Buffer])[], fields: Record<string, string>) =>
      house.ines.upload('/cautions/mainlevees', 'pieces', files, { etape: 'confirmer', numeros, versions, ...fields });
    expect((await envoyer(PV, {})).status).toBe(422);
    expect((await envoyer(PV, champsPv)).status).toBe(303);
    const issues = documentOf(await house.ines.get('/cautions/mainlevees'));
    const dit = (numero: string) => issues.querySelector(`[data-numero="${numero}"]`)?.textContent;
    expect(dit(bonne)).toContain('Transmise');
    expect(dit(perimee)).toContain('plus à jour');
    expect(dit(finie)).toBeDefined();
    expect([(await mainlevee(bonne)).etat, (await mainlevee(perimee)).etat]).toEqual(['transmise', '']);
  });

  it('received by post: the insurer registers it, and the caution is released at once, once', async () => {
    const numero = await effective('3000.00');
    const { version } = await etatDe(house.maison, numero);
    const page = documentOf(await nadia.get(`/gestion/cautions/${numero}/mainlevee`));
    expect([...page.querySelectorAll<HTMLInputElement>('[name=motif]')].map(({ value, checked }) => [value, checked])).toEqual([
      ['lettre_beneficiaire', true],
    ]);
    const envoyer = (files: readonly (readonly [string, Buffer])[], fields: Record<string, string>) =>
      nadia.upload(`/gestion/cautions/${numero}/mainlevee`, 'pieces', files, {
        version: String(version),
        dateLettre: '20/11/2026',
        signataire: 'Anne Petit, gérante',
        ...fields,
      });
    expect((await envoyer([], {})).status).toBe(422);
    expect((await envoyer(PV, { dateLettre: '25/12/2026' })).status).toBe(422);
    expect((await envoyer(PV, { version: '9' })).status).toBe(409);
    expect((await envoyer(PV, { montant: '1 000,00' })).status).toBe(303);
    expect(await etatDe(house.maison, numero)).toMatchObject({ etat: 'effective', montant: '2000.000', reste: '2000.000' });
    expect((await envoyer(PV, {})).status).toBe(409);
    expect((await envoyer(PV, { version: String(version + 1) })).status).toBe(303);
    expect(await etatDe(house.maison, numero)).toMatchObject({ etat: 'mainlevee', reste: '0.000' });
    expect((await sujets('mainlevee_accordee')).filter((sujet) => sujet.includes(numero))).toHaveLength(2);
    expect((await house.ines.get(`/gestion/cautions/${numero}/mainlevee`)).status).toBe(403);
  });

  it('a document is wanted first', async () => {
    const numero = await effective();
    await demander(house.ines, numero, champsPv);
    const { id } = await mainlevee(numero);
    expect(
      (await nadia.post(`/gestion/mainlevees/${id}/document`, { objet: 'PV signé des deux parties', echeance: '05/12/2026' })).status,
    ).toBe(303);
    const bloc = documentOf(await house.ines.get(`/cautions/${numero}`)).querySelector('[data-mainlevee]');
    expect([bloc?.getAttribute('data-etat'), bloc?.textContent]).toEqual([
      'document_demande',
      expect.stringContaining('PV signé des deux parties'),
    ]);
    const lien = bloc?.querySelector('a')?.getAttribute('href') ?? '';
    expect(lien).toMatch(/^\/documents\/\d+$/);
    // Given, the release waits for the insurer again; asked again, for the client.
    const { value: version } = documentOf(await house.ines.get(lien)).querySelector<HTMLInputElement>('input[name=version]') ?? {
      value: '',
    };
    const fournir =
      documentOf(await house.ines.get(lien))
        .querySelector('form[enctype]')
        ?.getAttribute('action') ?? lien;
    expect((await house.ines.upload(fournir, 'pieces', PV, { version })).status).toBe(303);
    expect((await mainlevee(numero)).etat).toBe('transmise');
  });

  it('a stale page and somebody else’s caution', async () => {
    const numero = await effective();
    const perimee = await house.ines.upload(`/cautions/${numero}/mainlevee`, 'pieces', PV, { ...champsPv, version: '7' });
    expect(perimee.status).toBe(409);
    const ailleurs = await house.maison.collaborateur('Ailleurs', ['saisisseur'], { entite: house.maison.entites.racine });
    await house.maison.db.systeme.rows(sql`update perimetre set avec_descendants = false where collaborateur_id = ${ailleurs.id}`);
    const hash = await house.application.services.hasher.hash('246813');
    await house.maison.db.systeme.rows(sql`update identifiant set secret = ${hash} where secret is null`);
    const autre = await client(house.application.url, ailleurs.email);
    expect((await autre.get(`/cautions/${numero}/mainlevee`)).status).toBe(404);
    expect((await demander(autre, numero, champsPv)).status).toBe(404);
  });

  it('asked twice at once: one waits, the other is told; granted twice at once: the amount is given back once', async () => {
    const { demandesDeMainlevee, mainlevees } = house.application.services;
    const numero = await effective('3000.00');
    const { version } = await etatDe(house.maison, numero);
    const saisie = {
      tapee: champsPv,
      fichiers: [{ nom: 'pv.pdf', type: 'application/pdf', sha256: Buffer.alloc(32), contenu: pdf() }],
      langue: 'fr',
    } as const;
    const demandes = await Promise.allSettled(
      [house.maison.ines, house.maison.marc].map((qui) => demandesDeMainlevee.demander(qui, numero, saisie, { version, origine: ORIGINE })),
    );
    expect(demandes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { id, version: vue } = await mainlevee(numero);
    const avant = Number((await etatDe(house.maison, numero)).utilise);
    const accords = await Promise.allSettled([1, 2, 3].map(() => mainlevees.accorder(nadiaAgent, id, { version: vue, origine: ORIGINE })));
    expect(accords.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(Number((await etatDe(house.maison, numero)).utilise)).toBe(avant - 3_000);
  });
});
