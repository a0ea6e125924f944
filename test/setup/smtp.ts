/** A real SMTP server that keeps what it receives, or fails as servers do. */
import type { AddressInfo, Socket } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** accept; refuse every recipient (550); never answer; cut the connection in the middle of the message. */
export type SmtpMode = 'accept' | 'refuse' | 'hang' | 'cut';

export interface SmtpSink {
  readonly url: string;
  readonly port: number;
  /** What was accepted, in order. */
  readonly messages: ParsedMail[];
  mode: SmtpMode;
  /** Recipients whom the server does not know (550). */
  readonly unknown: Set<string>;
  /** How long the server takes for a message once it has its content (ms). */
  slowness: (recipient: string) => number;
  close(): Promise<void>;
}

/** @param port 0 for any; the port of a closed sink brings "the same server" back */
export async function startSmtpSink(port = 0): Promise<SmtpSink> {
  const sockets = new Set<Socket>();
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onMailFrom: (_address, _session, done) => {
      if (sink.mode !== 'hang') done();
    },
    onRcptTo: ({ address }, _session, done) =>
      done(sink.mode === 'refuse' || sink.unknown.has(address) ? Object.assign(new Error('No such mailbox'), { responseCode: 550 }) : null),
    onData: (stream, { envelope }, done) => {
      if (sink.mode === 'cut') return cut();
      simpleParser(stream).then((message) => {
        sink.messages.push(message);
        setTimeout(done, sink.slowness(envelope.rcptTo[0]?.address ?? ''));
      }, done);
    },
  });
  server.on('error', () => undefined); // connections that were cut
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const taken = (server.server.address() as AddressInfo).port;
  const sink: SmtpSink = {
    url: `smtp://127.0.0.1:${taken}`,
    port: taken,
    messages: [],
    mode: 'accept',
    unknown: new Set(),
    slowness: () => 0,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        cut();
      }),
  };
  return sink;
}
