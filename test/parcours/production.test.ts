/** Production, behind a proxy that speaks https: the first member of the staff comes in by the command line, the mail, then his browser. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { startProduct, type Product } from '../../src/product.js';
import { sql } from '../../src/kit/database.js';
import { inRoot, ROOT } from '../../src/kit/root.js';
import { axe, openBrowser } from '../setup/browser.js';
import { emptyDatabase, useDatabase } from '../setup/database.js';
import { startSmtpSink, type SmtpSink } from '../setup/smtp.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'cautionet-production-'));
const openssl = spawnSync('openssl', ['version']).status === 0;
const PHRASE = 'trois ponts sur la Saône';

describe.skipIf(!openssl)('in production', () => {
  const database = useDatabase(emptyDatabase);
  let smtp: SmtpSink;
  let proxy: Server;
  let product: Product;
  let browser: Browser;
  let env: NodeJS.ProcessEnv;
  let url = '';

  beforeAll(async () => {
    const file = (name: string) => path.join(folder, name);
    const run = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
    run(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      file('key.pem'),
      '-out',
      file('cert.pem'),
      '-days',
      '30',
      '-subj',
      '/CN=localhost',
    );
    run('pkcs12', '-export', '-inkey', file('key.pem'), '-in', file('cert.pem'), '-out', file('seal.p12'), '-passout', 'pass:sceau');
    smtp = await startSmtpSink();
    let target = 0;
    // What any reverse proxy does.
    proxy = createServer({ key: readFileSync(file('key.pem')), cert: readFileSync(file('cert.pem')) }, (req, res) => {
      const headers = { ...req.headers, 'x-forwarded-proto': 'https', 'x-forwarded-for': req.socket.remoteAddress };
      const there = request({ host: '127.0.0.1', port: target, method: req.method, path: req.url, headers }, (answer) => {
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res);
      });
      there.on('error', () => res.destroy());
      req.pipe(there);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    url = `https://localhost:${(proxy.address() as AddressInfo).port}`;
    const libre = await freePort();
    env = {
      NODE_ENV: 'production',
      APP_URL: url,
      DATABASE_URL: database.url,
      SMTP_URL: smtp.url,
      SESSION_SECRET: 'Wd4k0Zr7uYb2Qm9sXc5vTn8hLp3gJf6e',
      PEPPER: 'Ha9wEo2iNq7tBv4yKx1cRz6mSu3dGl8j',
      SEAL_P12: file('seal.p12'),
      SEAL_P12_PASSWORD: 'sceau',
      PORT: String(libre),
      LOG_LEVEL: 'error',
    };
    target = libre;
    product = await startProduct({ config: readConfig(env), jobs: false });
    browser = await openBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await new Promise((resolve) => (proxy ? proxy.close(resolve) : resolve(undefined)));
    await smtp?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const commande = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', inRoot('src', 'agent.ts'), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
    });
  const contexte = () => browser.newContext({ baseURL: url, ignoreHTTPSErrors: true, locale: 'fr-FR' });

  it('shows no sign-in of the demonstration, and asks browsers to stay on https', async () => {
    const page = await (await contexte()).newPage();
    const answer = await page.goto('/connexion');
    expect(answer?.headers()['strict-transport-security']).toContain('max-age=31536000');
    expect(await page.textContent('body')).not.toContain('246813');
    expect((await page.goto('/demo'))?.status()).toBe(404);
    expect(await axe(page)).toEqual([]);
  });

  it('refuses a command that makes no sense, in a sentence', async () => {
    await expect(commande('roi', 'nadia@assureur.example', 'Nadia', 'Ferrand')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('The role is one of'),
    });
    await expect(commande('conseiller', 'nadia', 'Nadia', 'Ferrand')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is not an e-mail address'),
    });
    await expect(commande('conseiller', 'nadia@assureur.example')).rejects.toMatchObject({ code: 1 });
  });

  it('lets the first adviser in by his mail; a second browser asks for the code of another mail', { timeout: 60_000 }, async () => {
    await commande('conseiller', 'nadia@assureur.example', 'Nadia', 'Ferrand');
    await product.services.courriels.envoyer();
    const lien = /https:\/\/\S+/.exec(smtp.messages.at(-1)?.text ?? '')?.[0] ?? '';
    expect(lien).toContain(`${url}/mot-de-passe/definir/`);

    const chez = await contexte();
    const page = await chez.newPage();
    await page.goto(lien);
    await page.locator('[name=motDePasse]').fill(PHRASE);
    await page.locator('[name=confirmation]').fill(PHRASE);
    await page.locator('form .btn--p, form .btn--w').last().click();
    await page.locator('[name=emailConfirmation]').fill('nadia@assureur.example');
    await page.locator('[name=email]:not([type=hidden])').fill('nadia@assureur.example');
    await page.locator('[name=nom]').fill('Ferrand');
    await page.locator('form .btn--p, form .btn--w').last().click();
    await page.locator('.flash').waitFor();
    const cookies = await chez.cookies();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies)
      expect(cookie).toMatchObject({ secure: true, httpOnly: true, path: '/', name: expect.stringMatching(/^__Host-/) });
    await page.goto('/gestion/comptes');
    await page.getByRole('link', { name: 'Ouvrir un compte' }).first().waitFor();

    const ailleurs = await (await contexte()).newPage();
    await ailleurs.goto('/connexion');
    await ailleurs.locator('[name=email]:not([type=hidden])').fill('nadia@assureur.example');
    await ailleurs.locator('[name=motDePasse]').fill(PHRASE);
    await ailleurs.getByRole('button', { name: 'Se connecter' }).click();
    await ailleurs.locator('[name=code]').waitFor();
    await product.services.courriels.envoyer();
    const code = /\b\d{8}\b/.exec(smtp.messages.at(-1)?.text ?? '')?.[0] ?? '';
    await ailleurs.locator('[name=code]').fill(code);
    await ailleurs.locator('[name=code]').press('Enter');
    await ailleurs.waitForURL((address) => address.pathname === '/gestion');
    expect((await ailleurs.goto('/gestion/comptes'))?.status()).toBe(200);
    expect(new URL(ailleurs.url()).pathname).toBe('/gestion/comptes');
  });

  it('sends another link, and adds nobody twice, when asked again', async () => {
    await commande('conseiller', 'nadia@assureur.example', 'Nadia', 'Ferrand');
    expect(await product.services.db.systeme.rows(sql`select from agent`)).toHaveLength(1);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
