import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMailer, type Mail, type Mailer } from '../../src/kit/mail.js';
import { startSmtpSink, type SmtpSink } from '../setup/smtp.js';

let sink: SmtpSink;
let mailer: Mailer;

beforeEach(async () => {
  sink = await startSmtpSink();
  mailer = createMailer({ smtpUrl: sink.url, from: 'Cautionet <cautionet@exemple.fr>', patience: 400 });
});
afterEach(async () => {
  mailer.close();
  await sink.close();
});

const mail = (n = 1): Mail => ({
  to: 'camille@exemple.fr',
  subject: `Émission de l’acte n° ${n}`,
  text: 'Bonjour à vous',
  html: '<p>Bonjour à vous</p>',
  messageId: `<m${n}@exemple.fr>`,
});

describe('the mailer', () => {
  it('sends both forms of the text under the given identity', async () => {
    expect(await mailer.send(mail())).toBe('sent');
    const [received] = sink.messages;
    expect(received).toMatchObject({
      subject: 'Émission de l’acte n° 1',
      text: 'Bonjour à vous',
      html: '<p>Bonjour à vous</p>',
      messageId: '<m1@exemple.fr>',
    });
    expect(received?.from?.text).toBe('"Cautionet" <cautionet@exemple.fr>');
    expect(received?.to).toMatchObject({ text: 'camille@exemple.fr' });
    expect(received?.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('keeps the mail when no server is configured', async () => {
    expect(await createMailer({ smtpUrl: null, from: 'x@exemple.fr' }).send(mail())).toBe('kept');
    expect(sink.messages).toEqual([]);
  });

  it.each(['refuse', 'hang', 'cut'] as const)('fails when the server does « %s », then sends once it is well', async (mode) => {
    sink.mode = mode;
    await expect(mailer.send(mail())).rejects.toThrow();
    expect(sink.messages).toEqual([]);
    sink.mode = 'accept';
    expect(await mailer.send(mail(2))).toBe('sent');
    expect(sink.messages.map(({ messageId }) => messageId)).toEqual(['<m2@exemple.fr>']);
  });

  it('fails while the server is down, then sends once it is back', async () => {
    await sink.close();
    await expect(mailer.send(mail())).rejects.toThrow('ECONNREFUSED');
    sink = await startSmtpSink(sink.port);
    expect(await mailer.send(mail())).toBe('sent');
  });

  it('writes to one address only, whatever is in it', async () => {
    await expect(mailer.send({ ...mail(), to: 'a@exemple.fr, b@exemple.fr' })).rejects.toThrow();
    await mailer.send({ ...mail(), subject: 'Bonjour\r\nBcc: b@exemple.fr' });
    expect(sink.messages.map(({ bcc }) => bcc)).toEqual([undefined]);
  });

  it('sends many at once', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, n) => mailer.send(mail(n))));
    expect(new Set(sink.messages.map(({ messageId }) => messageId)).size).toBe(30);
  });
});
