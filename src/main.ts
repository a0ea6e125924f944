/** Reads the configuration, starts the product, says where it is: the only file that acts when imported. */
import { readConfig } from './config.js';
import { startProduct } from './product.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const config = readConfig(process.env);
  say(config.demo ? 'Cautionet starts, in demonstration.' : 'Cautionet starts.');
  const started = Date.now();
  const { url, services, stop } = await startProduct({ config, progress: (message) => say(`  ${message}`) });
  say(`\nCautionet is ready after ${((Date.now() - started) / 1000).toFixed(1)} s: ${url}`);
  if (config.demo) {
    say(`\nThe five steps of the demonstration: ${url}/demo\nSign-ins, all with the code 246813:`);
    for (const { email, qui } of services.comptesDemo) say(`  ${email.padEnd(34)} ${qui.en}`);
    say('\nCtrl-C stops it.');
  }

  let stopping = false;
  const end = (signal: string) => {
    if (stopping) return;
    stopping = true;
    say(`\n${signal}: finishing what is under way…`);
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        say(String(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(signal));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
