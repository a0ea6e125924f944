/** Reads the configuration, starts the product, says where it is: the only file that acts when imported. */
import { readConfig } from './config.js';
import { isAway } from './kit/outage.js';
import { startProduct } from './product.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Longer than an answer or an item of work takes. */
const PATIENCE_MS = 30_000;
const fail = (error: unknown): void =>
  void process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
/** Stops what runs, once: a signal, a part gone for good, a fault that nobody caught. A supervisor starts it again when the code is not 0. */
let stop: () => Promise<void> = () => Promise.resolve();
let ending = false;

function end(code: number): void {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(code || 1), PATIENCE_MS).unref();
  stop().then(
    () => process.exit(code),
    (error: unknown) => {
      fail(error);
      process.exit(1);
    },
  );
}

process.on('uncaughtException', (error: unknown) => {
  fail(error);
  end(1);
});
// A promise that nobody waited for, whose database went away (the queue of jobs leaves some): nothing of ours hangs on it.
process.on('unhandledRejection', (error: unknown) => {
  fail(error);
  if (!isAway(error)) end(1);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    say(`\n${signal}: finishing what is under way…`);
    end(0);
  });

try {
  const config = readConfig(process.env);
  say(config.demo ? 'Cautionet starts, in demonstration.' : 'Cautionet starts.');
  const started = Date.now();
  const product = await startProduct({
    config,
    progress: (message) => say(`  ${message}`),
    onEnd: (error) => {
      fail(error);
      end(1);
    },
  });
  const { url, services } = product;
  stop = product.stop;
  void services.views.warm().catch(fail);
  say(`\nCautionet is ready after ${((Date.now() - started) / 1000).toFixed(1)} s: ${url}`);
  if (config.demo) {
    say(`\nThe five steps of the demonstration: ${url}/demo\nSign-ins, all with the code 246813:`);
    for (const { email, qui } of services.comptesDemo) say(`  ${email.padEnd(34)} ${qui.en}`);
    say('\nCtrl-C stops it.');
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
