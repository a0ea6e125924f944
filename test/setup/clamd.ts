/** A daemon that speaks ClamAV's protocol, over TCP or a Unix socket: it finds the word "EICAR", or misbehaves as it is told. */
import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';

export type Humeur =
  | 'honnête'
  | 'coupe' // ends the connection in the middle of the file
  | 'muet' // takes everything and says nothing
  | 'tronqué' // ends before the end of its answer
  | 'refuse' // an error of its own
  | 'bavard'; // an answer without end

export interface Clamd {
  readonly url: string;
  humeur: Humeur;
  /** Bytes of the files that it received whole. */
  readonly recus: Buffer[];
  stop(): Promise<void>;
}

const ETUI = Buffer.from('zINSTREAM\0');

export async function demarrerClamd(chemin?: string): Promise<Clamd> {
  const clients = new Set<Socket>();
  const clamd = { humeur: 'honnête' as Humeur, recus: [] as Buffer[] };
  const server = net.createServer((socket) => {
    clients.add(socket);
    socket.on('error', () => undefined).on('close', () => clients.delete(socket));
    let tout = Buffer.alloc(0);
    let repondu = false;
    socket.on('data', (morceau) => {
      tout = Buffer.concat([tout, morceau]);
      if (repondu || clamd.humeur === 'muet') return;
      if (tout.equals(Buffer.from('zPING\0'))) return void socket.end('PONG\0');
      if (clamd.humeur === 'coupe' && tout.length > ETUI.length + 4) return void socket.destroy();
      const fichier = fichierDe(tout);
      if (!fichier) return;
      repondu = true;
      clamd.recus.push(fichier);
      socket.end(reponse(clamd.humeur, fichier));
    });
  });
  server.listen(chemin ? { path: chemin } : { host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  return Object.assign(clamd, {
    url: chemin ? `unix:${chemin}` : `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        for (const socket of clients) socket.destroy();
        server.close(() => resolve());
      }),
  });
}

function reponse(humeur: Humeur, fichier: Buffer): string {
  if (humeur === 'tronqué') return 'stream: OK';
  if (humeur === 'refuse') return 'INSTREAM size limit exceeded. ERROR\0';
  if (humeur === 'bavard') return 'stream: '.repeat(1_000);
  return fichier.includes('EICAR') ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0';
}

/** What the chunks hold, once the empty one has come. */
function fichierDe(tout: Buffer): Buffer | undefined {
  if (!tout.subarray(0, ETUI.length).equals(ETUI)) return undefined;
  const morceaux: Buffer[] = [];
  for (let at = ETUI.length; at + 4 <= tout.length;) {
    const taille = tout.readUInt32BE(at);
    if (taille === 0) return Buffer.concat(morceaux);
    morceaux.push(tout.subarray(at + 4, at + 4 + taille));
    at += 4 + taille;
  }
  return undefined;
}
