// The walls of the house, and the proof that the tool really read it: it says "no violation" of what it cannot read.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

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

/** Rooms that need each other, through types as well: each room reaches another, and is reached by it. */
function knots() {
  const roomOf = (path) => /^src\/([^/]+)\//.exec(path)?.[1];
  const needs = new Map();
  for (const { source, dependencies } of modules)
    for (const { resolved } of dependencies) {
      const [from, to] = [roomOf(source), roomOf(resolved)];
      if (from && to && from !== to) needs.set(from, new Map(needs.get(from)).set(to, `${source} -> ${resolved}`));
    }
  const reached = (room, seen = new Set()) => {
    for (const next of needs.get(room)?.keys() ?? []) if (!seen.has(next)) reached(next, seen.add(next));
    return seen;
  };
  const all = new Map([...needs.keys()].map((room) => [room, reached(room)]));
  return [...needs].flatMap(([from, to]) => [...to].filter(([room]) => all.get(room)?.has(from)).map(([, example]) => example));
}

/** Types that two files export under one name: a reader must not ask which. */
function sharedNames() {
  const homes = new Map();
  for (const file of files.filter((name) => name.startsWith('src/')))
    for (const [, name] of readFileSync(file, 'utf8').matchAll(/^export (?:interface|type) (\w+)/gm))
      homes.set(name, [...(homes.get(name) ?? []), file]);
  return [...homes].filter(([, of]) => of.length > 1).map(([name, of]) => `${name}: ${of.join(', ')}`);
}

const tied = knots();
const shared = sharedNames();
for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} -> ${to}`);
for (const name of shared) console.error(`one-name-one-thing: ${name}`);
for (const example of tied) console.error(`rooms-form-no-knot: ${example}`);
if (missed.length > 0) console.error(`not read: ${missed.join(', ')}`);
if (followed < files.length) console.error(`only ${followed} imports were followed in ${files.length} files`);
const violations = summary.violations.length + tied.length + shared.length;
console.log(`walls: ${read.size} modules, ${followed} imports, ${violations} violations`);
process.exit(violations > 0 || missed.length > 0 || followed < files.length ? 1 : 0);
