/** The product as it runs for real, on the bench's database, in a process of its own. */
import { readConfig } from '../../src/config.js';
import { startProduct } from '../../src/product.js';

const [, , url = '', dataDir = ''] = process.argv;
const { url: address, stop } = await startProduct({
  config: readConfig({ DATABASE_URL: url, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', VIEW_CACHE: '1' }),
  jobs: false,
});
process.stdout.write(`${JSON.stringify({ address })}\n`);
process.on('SIGTERM', () => void stop().then(() => process.exit(0)));
