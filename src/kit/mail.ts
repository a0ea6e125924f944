/** Sends e-mails by SMTP. Knows no text and keeps nothing: the outbox decides what to send, and again when it failed. */
import { createTransport, type Transporter } from 'nodemailer';

export interface Mail {
  /** Whose name it comes under; that of the settings when there is none. */
  readonly name?: string;
  /** One address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Fixed when the mail is created, `<id@host>`, so that a second sending is recognised as the same. */
  readonly messageId: string;
}

export interface MailerOptions {
  /** `smtp://user:password@host:587` or `smtps://…`; null when no server is configured. */
  readonly smtpUrl: string | null;
  /** `Name <address>`. */
  readonly from: string;
  /** How long a server may stay silent before the sending fails (ms). */
  readonly patience?: number;
  /** Connections kept open, each with one mail at a time. */
  readonly atOnce?: number;
}

/** `sent`: the server answered 250. `kept`: there is no server, nothing left this machine. */
export type Outcome = 'sent' | 'kept';

export interface Mailer {
  /** @throws when the server refuses, is silent, or cannot be reached: the mail is to be tried again */
  send(mail: Mail): Promise<Outcome>;
  close(): void;
}

export function createMailer({ smtpUrl, from, patience = 20_000, atOnce = 3 }: MailerOptions): Mailer {
  if (smtpUrl === null) return { send: () => Promise.resolve('kept'), close: () => undefined };
  const transport = pooled(smtpUrl, patience, atOnce);
  return {
    send: async ({ name, ...mail }) => {
      // Auto-Submitted (RFC 3834): no robot should answer.
      await transport.sendMail({
        ...mail,
        to: { name: '', address: mail.to },
        from: name ? { name, address: addressOf(from) } : from,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return 'sent';
    },
    close: () => transport.close(),
  };
}

/** The address of `Name <address>`. */
export const addressOf = (from: string): string => /<([^>]+)>/.exec(from)?.[1] ?? from;

/** A few connections kept open: ten times faster than one a mail. Nothing in a mail may name a file or an address to fetch. */
const pooled = (url: string, patience: number, atOnce: number): Transporter =>
  createTransport({
    url,
    pool: true,
    maxConnections: atOnce,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
