/** A document asked for: given by the client, accepted or asked again by the insurer, reminded of by the night. */
import { beforeAll, describe, expect, it } from 'vitest';
import { auteursDocument, DOCUMENT, ETATS_DOCUMENT, rappelDeDocument } from '../../src/documents-demandes/document.js';
import { rappelsDeDocuments } from '../../src/documents-demandes/rappels.service.js';
import type { NouveauFichier } from '../../src/documents/fichiers.sql.js';
import { fichierDe } from '../../src/documents/fichiers.sql.js';
import { PROFILS, type Agent } from '../../src/droits/acteur.js';
import { sql } from '../../src/kit/database.js';
import { addDays, startOfDay } from '../../src/kit/dates.js';
import { pdf } from '../documents/fabrique.js';
import { actesDe, engager, transmettre } from '../setup/assureur.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useHouse } from '../setup/house.js';
import { ajouterCompte, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';

describe('the table', () => {
  const attendu: Record<string, readonly [par: string, statuts: Record<string, number>]> = {
    fournir: ['client', { demande: 0, recu: 409, accepte: 409 }],
    accepter: ['garant', { demande: 409, recu: 0, accepte: 409 }],
    redemander: ['garant', { demande: 409, recu: 0, accepte: 409 }],
  };
  it.each(
    DOCUMENT.noms.flatMap((nom) =>
      ETATS_DOCUMENT.flatMap((etat) => ['client', 'garant', 'consultant'].map((qui) => [nom, etat, qui] as const)),
    ),
  )('%s of %s by %s', (nom, etat, qui) => {
    const [par, statuts] = attendu[nom] ?? ['', {}];
    expect(DOCUMENT.obstacle(nom, { etat }, [qui])?.status ?? 0).toBe(qui === par ? statuts[etat] : 403);
  });
  it('every state is reached', () => expect([...DOCUMENT.atteignables()].sort()).toEqual([...ETATS_DOCUMENT].sort()));
  it('whoever works gives it; a consultant does not', () => {
    const client = (profil: (typeof PROFILS)[number]) => auteursDocument({ genre: 'client', profils: [profil] } as unknown as Agent);
    expect(PROFILS.map((profil) => [profil, client(profil)])).toEqual([
      ['administrateur', ['client']],
      ['saisisseur', ['client']],
      ['valideur', ['client']],
      ['consultant', []],
    ]);
  });
  it.each([
    [-8, undefined],
    [-7, 'document_en_retard'],
    [-1, 'document_en_retard'],
    [0, 'document_rappel'],
    [3, 'document_rappel'],
    [4, undefined],
  ])('due in %s days: %s', (jours, rappel) => expect(rappelDeDocument(addDays('2026-11-21', jours), '2026-11-21')).toBe(rappel));
});

const staff: Partial<Record<'conseiller' | 'collegue' | 'courtier', Agent>> = {};
let voisins: Maison;
const house = useHouse({
  plafonds: { unitaire: '1000' },
  furnish: async (maison) => {
    staff.conseiller = await engager(maison, 'conseiller', { suit: true });
    staff.collegue = await engager(maison, 'conseiller', { prenom: 'Karim' });
    staff.courtier = await engager(maison, 'courtier', { prenom: 'Lou' });
    voisins = await ajouterCompte(maison.db, undefined);
  },
});
const qui = (nom: keyof typeof staff): Agent => staff[nom] as Agent;
let conseiller: Client;
beforeAll(async () => {
  conseiller = await client(house.application.url, qui('conseiller').email);
});

const services = () => house.application.services;
const documents = () => services().documentsDemandes;
const fichier = (nom = 'marche.pdf'): NouveauFichier => fichierDe(nom, 'application/pdf', pdf());
const ligne = async (id: number) =>
  (
    await house.maison.db.systeme.rows<{ etat: string; version: number; echeance: string; reponse: string; recu: boolean }>(
      sql`select etat, version, echeance, reponse, recu_le is not null as recu from demande_document where id = ${id}`,
    )
  )[0];
const courriels = async (gabarit: string) => (await services().courriels.listLatest(200)).filter((one) => one.gabarit === gabarit);

/** A pending caution, and the document that its adviser asks for. */
async function demander(objet = 'Marché signé', echeance = '2026-12-05') {
  const caution = await transmettre(house.maison, '2000.00');
  const { version } = (
    await house.maison.db.systeme.rows<{ version: number }>(sql`select version from caution where id = ${caution.id}`)
  )[0] ?? {
    version: 0,
  };
  await services().decisions.demanderDocument(qui('conseiller'), caution.numero, echeance, { version, mots: objet, origine: ORIGINE });
  const [row] = await house.maison.db.systeme.rows<{ id: number }>(sql`select id from demande_document where caution_id = ${caution.id}`);
  return { ...caution, document: row?.id ?? 0 };
}

describe('given by the client', () => {
  it('opens from the list with what is asked, for which caution, by when; is given with its files; the adviser is told', async () => {
    const { numero, id, document } = await demander('Marché signé des deux parties');
    const liste = documentOf(await house.ines.get('/documents?etat=demande'));
    expect(liste.querySelector(`tr[data-document="${document}"]`)?.textContent).toContain('Marché signé des deux parties');
    const page = documentOf(await house.ines.get(`/documents/${document}`));
    expect(page.querySelector('h1')?.textContent).toContain('Marché signé des deux parties');
    expect(page.body.textContent).toContain(numero);
    expect(page.body.textContent).toContain('05/12/2026');

    const rien = await house.ines.upload(`/documents/${document}/fourniture`, 'pieces', [], { version: '1', mot: 'Le voici enfin' });
    expect(rien.status).toBe(422);
    expect(documentOf(rien).querySelector<HTMLTextAreaElement>('[name=mot]')?.value).toBe('Le voici enfin');
    const faux = await house.ines.upload(`/documents/${document}/fourniture`, 'pieces', [['a.exe', Buffer.from('MZ')]], { version: '1' });
    expect(faux.status).toBe(422);
    const donne = await house.ines.upload(`/documents/${document}/fourniture`, 'pieces', [['marché.pdf', pdf()]], {
      version: '1',
      mot: 'Le voici enfin',
    });
    expect(donne.status).toBe(303);
    expect(await ligne(document)).toMatchObject({ etat: 'recu', version: 2, recu: true });
    expect(await actesDe(house.maison, id)).toContain('document_fournir');
    const [mail] = await courriels('document_recu');
    expect(mail).toMatchObject({ destinataire: qui('conseiller').email });
    expect(mail?.texte).toContain('Le voici enfin');
    expect((await conseiller.get(new URL(mail?.lien ?? '').pathname)).status).toBe(200);

    const apres = documentOf(await house.ines.get(`/documents/${document}`));
    expect(apres.querySelector('form[action$=fourniture]')).toBeNull();
    const href = apres.querySelector('.files a')?.getAttribute('href') ?? '';
    expect((await house.ines.bytes(href)).body).toEqual(pdf());
    const encore = await house.ines.upload(`/documents/${document}/fourniture`, 'pieces', [['a.pdf', pdf()]], { version: '2' });
    expect(encore.status).toBe(409);
  });

  it('is nobody else’s: another account, another perimeter, a consultant, another document’s file', async () => {
    const { document } = await demander();
    const { racine } = house.maison.entites;
    await Promise.all([
      voisins.db.systeme.rows(sql`select 1`),
      documents().fournir(house.maison.ines, document, [fichier()], { version: 1, origine: ORIGINE }),
    ]);
    const ailleurs = await house.maison.collaborateur('Omar', ['saisisseur'], { entite: racine });
    await house.maison.db.systeme.rows(sql`update perimetre set avec_descendants = false where collaborateur_id = ${ailleurs.id}`);
    for (const acteur of [voisins.ines, ailleurs])
      await expect(documents().consulter(acteur, document)).rejects.toMatchObject({ status: 404 });
    const consultant = await house.maison.collaborateur('Rose', ['consultant']);
    const { document: autre } = await demander();
    await expect(documents().fournir(consultant, autre, [fichier()], { version: 1, origine: ORIGINE })).rejects.toMatchObject({
      status: 403,
    });
    await expect(documents().fournir(voisins.ines, autre, [fichier()], { version: 1, origine: ORIGINE })).rejects.toMatchObject({
      status: 404,
    });
    const fichierId = (await documents().consulter(house.maison.ines, document)).jointes[0]?.id ?? 0;
    await expect(documents().fichier(house.maison.ines, autre, fichierId)).rejects.toMatchObject({ status: 404 });
  });

  it('two people give it at once: one does, the other is told; the files of one only', async () => {
    const { document } = await demander();
    const donner = (nom: string) => documents().fournir(house.maison.ines, document, [fichier(nom)], { version: 1, origine: ORIGINE });
    const issues = await Promise.allSettled([donner('a.pdf'), donner('b.pdf')]);
    expect(issues.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(issues.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { status: 409, key: 'gestes.perimee' } });
    expect((await documents().consulter(house.maison.ines, document)).jointes).toHaveLength(1);
  });
});

describe('read by the insurer', () => {
  async function donne() {
    const demande = await demander();
    await documents().fournir(house.maison.ines, demande.document, [fichier()], { version: 1, origine: ORIGINE });
    return demande;
  }

  it('waits in the queue with its clock, mine and my colleagues’; its page shows the files', async () => {
    const { document, numero } = await donne();
    const row = documentOf(await conseiller.get('/gestion/documents?a=moi')).querySelector(`tr[data-document="${document}"]`);
    expect(row?.textContent).toContain('reste 24');
    expect(row?.textContent).toContain(numero);
    expect(documentOf(await conseiller.get('/gestion/documents?a=autres')).querySelector(`tr[data-document="${document}"]`)).toBeNull();
    const page = documentOf(await conseiller.get(`/gestion/documents/${document}`));
    expect((await conseiller.bytes(page.querySelector('.files a')?.getAttribute('href') ?? '')).body).toEqual(pdf());
  });

  it('accepted, it leaves the queue, and its file opens the next one', async () => {
    const { document, id } = await donne();
    const reponse = await conseiller.post(`/gestion/documents/${document}/acceptation`);
    expect(reponse.status).toBe(303);
    expect(await ligne(document)).toMatchObject({ etat: 'accepte', version: 3 });
    expect(await actesDe(house.maison, id)).toContain('document_accepter');
    expect((await conseiller.post(`/gestion/documents/${document}/acceptation`)).status).toBe(409);
    expect(
      documentOf(await conseiller.get('/gestion/documents?etat=accepte')).querySelector(`tr[data-document="${document}"]`),
    ).not.toBeNull();
  });

  it('asked again with a reason and a day to come, it is expected again, and given again', async () => {
    const { document } = await donne();
    const adresse = `/gestion/documents/${document}/redemande`;
    const court = await conseiller.post(adresse, { motif: 'Non', echeance: '10/12/2026' });
    expect(court.status).toBe(422);
    const passe = await conseiller.post(adresse, { motif: 'La dernière page manque.', echeance: '21/11/2026' });
    expect(passe.status).toBe(422);
    expect(documentOf(passe).querySelector<HTMLTextAreaElement>('[name=motif]')?.value).toBe('La dernière page manque.');
    expect((await conseiller.post(adresse, { motif: 'La dernière page manque.', echeance: '10/12/2026' })).status).toBe(303);
    expect(await ligne(document)).toEqual({
      etat: 'demande',
      version: 3,
      echeance: '2026-12-10',
      reponse: 'La dernière page manque.',
      recu: false,
    });
    const [mail] = await courriels('document_redemande');
    expect(mail).toMatchObject({ destinataire: house.maison.ines.email });
    expect(mail?.texte).toContain('La dernière page manque.');
    expect(documentOf(await house.ines.get(`/documents/${document}`)).body.textContent).toContain('La dernière page manque.');
    await documents().fournir(house.maison.ines, document, [fichier('complet.pdf')], { version: 3, origine: ORIGINE });
    expect(await ligne(document)).toMatchObject({ etat: 'recu', version: 4 });
    expect(await courriels('document_recu')).not.toHaveLength(0);
    expect((await documents().consulter(house.maison.ines, document)).jointes).toHaveLength(2);
  });

  it('is a colleague’s once he took it over with a word; never a broker’s', async () => {
    const { document, numero } = await donne();
    const envoi = { version: 2, origine: ORIGINE };
    await expect(documents().accepter(qui('collegue'), document, envoi)).rejects.toMatchObject({ status: 409, key: 'dossiers.refus.main' });
    const karim = await client(house.application.url, qui('collegue').email);
    const prise = await karim.post(
      `/gestion/cautions/${numero}/prise/document/${document}`,
      { mot: 'Nadia est absente' },
      `/gestion/documents/${document}`,
    );
    expect(prise.headers.location).toBe(`/gestion/documents/${document}`);
    await expect(documents().accepter(qui('conseiller'), document, envoi)).rejects.toMatchObject({ key: 'dossiers.refus.main' });
    await documents().accepter(qui('collegue'), document, envoi);
    expect(await ligne(document)).toMatchObject({ etat: 'accepte' });
    expect((await (await client(house.application.url, qui('courtier').email)).get(`/gestion/documents/${document}`)).status).toBe(403);
  });

  it('accepted and asked again at once: one of them, the other is told', async () => {
    const { document } = await donne();
    const envoi = { version: 2, origine: ORIGINE };
    const issues = await Promise.allSettled([
      documents().accepter(qui('conseiller'), document, envoi),
      documents().redemander(qui('conseiller'), document, '2026-12-10', { ...envoi, mots: 'La dernière page manque.' }),
    ]);
    expect(issues.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(issues.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { status: 409 } });
  });

  it('without a caution, it is whoever follows the account', async () => {
    const [row] = await house.maison.db.systeme.rows<{ id: number }>(sql`
      insert into demande_document (compte_id, entite_id, objet, echeance, demandee_le)
      values (${house.maison.compteId}, ${house.maison.entites.fille}, 'Comptes consolidés', '2026-12-01', ${MAINTENANT()}) returning id`);
    const document = row?.id ?? 0;
    await documents().fournir(house.maison.ines, document, [fichier()], { version: 1, origine: ORIGINE });
    await expect(documents().accepter(qui('collegue'), document, { version: 2, origine: ORIGINE })).rejects.toMatchObject({
      key: 'dossiers.refus.suivi',
    });
    expect((await conseiller.post(`/gestion/documents/${document}/acceptation`)).status).toBe(303);
    expect(await actesDe({ db: house.maison.db }, 0)).toEqual([]);
  });
});

describe('the night', () => {
  it('reminds three days before and the day after, each once, and no longer once it is given', async () => {
    const { document } = await demander('Attestation à rappeler', '2026-12-05');
    const nuit = async (jour: string) => {
      const travail = rappelsDeDocuments({ db: house.maison.db, clock: () => startOfDay(jour) });
      for (const item of await travail.aFaire()) await travail.faire(item);
      const mails = [...(await courriels('document_rappel')), ...(await courriels('document_en_retard'))];
      return mails.filter(({ texte }) => texte.includes('Attestation à rappeler')).map(({ gabarit }) => gabarit);
    };
    expect(await nuit('2026-12-01')).toEqual([]);
    expect(await nuit('2026-12-02')).toEqual(['document_rappel']);
    expect(await nuit('2026-12-02')).toEqual(['document_rappel']);
    expect(await nuit('2026-12-05')).toEqual(['document_rappel']);
    expect(await nuit('2026-12-06')).toEqual(['document_rappel', 'document_en_retard']);
    expect(await nuit('2026-12-07')).toEqual(['document_rappel', 'document_en_retard']);
    const { document: donne } = await demander('Attestation à rappeler', '2026-12-20');
    await documents().fournir(house.maison.ines, donne, [fichier()], { version: 1, origine: ORIGINE });
    expect(await nuit('2026-12-18')).toHaveLength(2);
    expect(document).toBeGreaterThan(0);
  });
});
