// The walls of the house, and the proof that the tool really read it: it says "no violation" of what it cannot read.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const run = spawnSync('npx', ['depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src', 'seeds'], {
  encoding: 'utf8',
  maxBuffer: 1 << 28,
});
const { summary, modules } = JSON.parse(run.stdout);
const read = new Set(modules.map(({ source }) => source).filter((source) => /^(src|seeds)\/.*\.ts$/.test(source)));
const files = ['src', 'seeds'].flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`),
);
const missed = files.filter((file) => !read.has(file));
const followed = modules.reduce((sum, { dependencies }) => sum + dependencies.length, 0);
for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} -> ${to}`);
if (missed.length > 0) console.error(`not read: ${missed.join(', ')}`);
if (followed < files.length) console.error(`only ${followed} imports were followed in ${files.length} files`);
console.log(`walls: ${read.size} modules, ${followed} imports, ${summary.violations.length} violations`);
process.exit(summary.violations.length > 0 || missed.length > 0 || followed < files.length ? 1 : 0);
