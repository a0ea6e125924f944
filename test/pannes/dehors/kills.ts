/** The product killed with -9 at each message that a flow sends to the database, started again, and asked again. */
import { client, type Client } from '../../setup/client.js';
import { ended, type Started } from '../../setup/process.js';
import type { Constat } from './constat.js';
import type { Flow } from './flows.js';
import type { Ground } from './ground.js';

/** A proof of who one is counts for five minutes. */
const FRESH_MS = 180_000;
/** No flow sends so many. */
const MOST = 80;

/** `step`: 1 for every message, more for a part of them. `limit`: a part too. */
export async function killAtEachMessage(ground: Ground, flow: Flow, { step = 1, limit = MOST } = {}): Promise<Constat> {
  let product = await ground.start();
  let person: Client | undefined;
  let since = 0;
  const faults: string[] = [];
  const found = { untouched: 0, whole: 0 };
  let message = 1;
  let answered = false;
  for (; message <= limit && !answered; message += step) {
    if (!person || Date.now() - since > FRESH_MS) {
      person = await client(product.url, flow.email(ground), flow.code());
      since = Date.now();
    }
    const { address, body, effects } = await flow.prepare(ground, person);
    const { child } = product;
    ground.proxy.watch(message, () => void child.kill('SIGKILL'));
    const status = await person.raw(address, body).then(
      (answer) => answer.status,
      () => 0,
    );
    ground.proxy.unwatch();
    answered = status !== 0;
    if (!answered) {
      await ended(child);
      const after = await effects();
      if (after === 0) found.untouched += 1;
      else if (after === 1) found.whole += 1;
      else if (!(flow.name.includes('bulk') && after > 0 && after < 1)) faults.push(`message ${message}: ${after}`);
      product = await ground.start();
      // What a person does: the same form once more.
      const again = await person.raw(address, body);
      if (again.status >= 500) faults.push(`message ${message}, asked again: answered ${again.status}`);
    }
    const last = await effects();
    if (last !== 1) faults.push(`message ${message}, in the end: ${last} times (${status})`);
  }
  await stopped(product);
  return {
    what: `kill -9 at ${step === 1 ? 'each' : `one in ${step}`} of the ${message - step} messages of: ${flow.name}`,
    expected: 'whole or untouched; once when the form is sent again',
    seen: faults.length > 0 ? faults.join('; ') : `${found.untouched} times untouched, ${found.whole} times whole; once in the end`,
    held: faults.length === 0,
  };
}

async function stopped({ child }: Started): Promise<void> {
  child.kill('SIGTERM');
  await ended(child);
}
