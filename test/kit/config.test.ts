import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';

const PRODUCTION = {
  NODE_ENV: 'production',
  APP_URL: 'https://cautions.essai.example',
  DATABASE_URL: 'postgres://u:p@h/b',
  SMTP_URL: 'smtp://h:25',
  SESSION_SECRET: 'Wd4k0Zr7uYb2Qm9sXc5vTn8hLp3gJf6e',
  PEPPER: 'Ha9wEo2iNq7tBv4yKx1cRz6mSu3dGl8j',
  SEAL_P12: '/etc/seal.p12',
};

describe('settings', () => {
  it('nothing at all is the demonstration, on this machine', () =>
    expect(readConfig({})).toMatchObject({ demo: true, host: '127.0.0.1', port: 3000 }));
  it('an empty value is no value', () => expect(readConfig({ PORT: '', DATABASE_URL: '' }).port).toBe(3000));
  it('production with everything', () =>
    expect(readConfig({ ...PRODUCTION, HOST: '0.0.0.0' })).toMatchObject({ production: true, demo: false }));

  it('the owner of the database, and who serves where they are two', () => {
    const [DATABASE_URL, DATABASE_DIRECT_URL] = ['postgres://portail_client:p@pgbouncer/b', 'postgres://u:p@h/b'];
    expect(readConfig({ DATABASE_URL })).toMatchObject({ databaseOwnerUrl: DATABASE_URL, databaseServingUrl: undefined });
    expect(readConfig({ DATABASE_URL, DATABASE_DIRECT_URL })).toMatchObject({
      databaseOwnerUrl: DATABASE_DIRECT_URL,
      databaseServingUrl: DATABASE_URL,
    });
  });

  it.each([
    ['PORT', { PORT: 'abc' }],
    ['PORT', { PORT: '70000' }],
    ['HOST', { HOST: '0.0.0.0' }],
    ['HOST', { HOST: '192.168.1.4' }],
    ['HOST', { HOST: '127.evil.example' }],
    ['HOST', { HOST: 'localhost.evil.example' }],
    ['APP_URL', { APP_URL: 'https://cautions.essai.example', DATABASE_URL: 'postgres://u:p@h/b' }],
    ['APP_URL', { APP_URL: 'http://127.evil.example' }],
    ['APP_URL', { APP_URL: 'https://localhost' }],
    ['SMTP_URL', { SMTP_URL: 'smtp://mail.essai.example' }],
    ['SEAL_TSA_URL', { SEAL_TSA_URL: 'http://tsa.essai.example' }],
    ['SEAL_P12', { SEAL_P12: '/etc/seal.p12' }],
    ['SESSION_SECRET', { SESSION_SECRET: 's'.repeat(40) }],
    ['PEPPER', { PEPPER: 'p'.repeat(40) }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://h/b' }],
    ['DATABASE_DIRECT_URL', { DATABASE_DIRECT_URL: 'postgres://u:p@h/b' }],
    ['APP_URL', { APP_URL: 'cautions' }],
    ['SMTP_URL', { SMTP_URL: 'mail' }],
    ['CLAMAV_URL', { CLAMAV_URL: '127.0.0.1:3310' }],
    ['SESSION_SECRET', { SESSION_SECRET: 'court' }],
    ['PEPPER', { PEPPER: 'court' }],
    ['METRICS_TOKEN', { METRICS_TOKEN: 'court' }],
    ...(['SESSION_SECRET', 'PEPPER', 'METRICS_TOKEN'] as const).flatMap((name) =>
      ['a'.repeat(64), '246813'.repeat(8), '0123456789'.repeat(4), 'changez-moi !'.repeat(3)].map(
        (value) => [name, { [name]: value }] as const,
      ),
    ),
    ['NODE_ENV', { NODE_ENV: 'prod' }],
    ['SESSION_IDLE_MINUTES', { SESSION_IDLE_MINUTES: '60' }],
    ...Object.keys(PRODUCTION)
      .filter((name) => name !== 'NODE_ENV')
      .map((name) => [name, { ...PRODUCTION, [name]: undefined }] as const),
    ['APP_URL', { ...PRODUCTION, APP_URL: 'http://cautions.essai.example' }],
  ] as const)('a wrong %s is refused in one sentence that names it: %j', (name, env) => {
    expect(() => readConfig(env as NodeJS.ProcessEnv)).toThrow(new RegExp(`^${name}: [^\\n]+\\.$`));
  });
});
