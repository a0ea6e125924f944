/** What the catalogue of components shows, and a site that serves one page with the product's own files. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { JSDOM } from 'jsdom';
import { chemins } from '../../src/chemins.js';
import { money } from '../../src/kit/money.js';
import { inRoot } from '../../src/kit/root.js';
import { STATES } from '../../src/kit/states.js';
import { createViews, FOLDERS, type ViewContext } from '../../src/kit/views.js';

export const views = createViews({ production: true, globals: { chemins } });

const scratch = mkdtempSync(path.join(os.tmpdir(), 'views-'));
const scratchViews = createViews({ production: false, globals: { chemins }, folders: [...FOLDERS, scratch] });

/** Draws a piece of template as a page would, and returns what a browser would make of it. */
export function draw(template: string, context: ViewContext = {}): HTMLElement {
  writeFileSync(path.join(scratch, 'essai.njk'), template);
  return new JSDOM(scratchViews.render('essai.njk', context)).window.document.body;
}

export const eur = (cents: number) => money(BigInt(cents), 'EUR');

const demande = (numero: string, etat: string, entite: string, beneficiaire: string, cents: number) => ({
  numero,
  etat,
  entite,
  beneficiaire,
  montant: eur(cents),
  jour: '2026-11-21',
  type: 'Retenue de garantie, privé',
  marche: 'Résidence Les Terrasses, lot 2 gros œuvre',
  cochable: etat === 'a_valider' || etat === 'en_cours',
});

export const cadre = {
  langue: 'fr' as 'fr' | 'en',
  titre: 'Composants',
  acteur: { nom: 'Claire Vasseur', initiales: 'CV', compteNom: 'Groupe Rhône Bâtir', estGarant: false },
  menus: [
    {
      titre: 'Gestion Caution',
      courant: true,
      entrees: [
        { href: '/demandes', texte: 'Demandes', icone: 'file-text', courant: true, compteur: 42 },
        { href: '/cautions', texte: 'Cautions', icone: 'shield-check', compteur: 1874 },
      ],
    },
    ...['Contrats', 'Alertes', 'Échanges d’informations', 'Profil', 'Paramétrage'].map((titre) => ({
      titre,
      courant: false,
      entrees: [{ href: '#', texte: titre, icone: 'layers' }],
    })),
  ],
  csrf: 'jeton',
  demo: true,
  garant: { nom: 'Méridiane Caution', site: 'https://meridiane.example/' },
  adresse: '/composants?page=2',
  fil: [{ href: '/', texte: 'Accueil' }, { texte: 'Composants' }],
  message: { type: 'succes', texte: 'La demande D26-0000418 est enregistrée.' },
};

export const catalogue = {
  ...cadre,
  m: { grand: eur(123456789), moyen: eur(791406), petit: eur(20330), avoir: eur(-21238) },
  p: 8500n,
  part: 767625n,
  quand: new Date('2026-11-21T09:12:00Z'),
  etats: Object.keys(STATES),
  demandes: [
    demande('D26-0000418', 'a_valider', 'Rhône Bâtir Gros Œuvre', 'SCI Les Terrasses de Fourvière', 6435000),
    demande('D26-0000416', 'en_cours', 'Alpes Façades', 'Isolation Chartreuse SARL', 8642075),
    demande('D26-0000414', 'creee', 'Électricité du Val', 'Commune de Saint-Aubin-le-Haut', 800000),
    demande('D26-0000411', 'refusee', 'Alpes Façades', 'SNC Quai des Brumes', 4000000),
  ],
  autorisations: [
    { texte: 'Retenue de garantie, marchés privés', utilise: eur(184230000), autorise: eur(240000000), niveau: 'vert' },
    { texte: 'Retenue de garantie, marchés publics', utilise: eur(150394050), autorise: eur(180000000), niveau: 'orange' },
    { texte: 'Remboursement d’avance', utilise: eur(87320000), autorise: eur(90000000), niveau: 'rouge' },
  ],
  lignes: [
    {
      texte: 'Rhône Bâtir Gros Œuvre',
      precision: '214 cautions',
      href: '#',
      valeur: eur(230070000),
      parts: [eur(140000000), eur(60070000), eur(30000000)],
    },
    { texte: 'Alpes Façades', precision: '97 cautions', valeur: eur(69650000), parts: [eur(55000000), eur(0), eur(14650000)] },
  ],
  mois: ['juil.', 'août', 'sept.', 'oct.', 'nov.'].map((texte, i) => ({ texte, parts: [12 + i * 7, i] })),
};

/** The product's own policy: a page of the kit must look and work the same under it. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

/** Serves `page` at `/` and the files of `public/`, under the strict policy that the product uses. */
export async function serve(page: () => string): Promise<{ url: string; close: () => void }> {
  const types: Record<string, string> = { '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
  const server = createServer((req, res) => {
    const { pathname } = new URL(req.url ?? '/', 'http://localhost');
    res.setHeader('content-security-policy', POLICY);
    if (!pathname.startsWith('/public/')) {
      res.setHeader('content-type', 'text/html; charset=utf-8').end(page());
      return;
    }
    readFile(inRoot(pathname)).then(
      (file) => res.setHeader('content-type', types[path.extname(pathname)] ?? 'text/plain').end(file),
      () => res.writeHead(404).end(),
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => void server.close() };
}
