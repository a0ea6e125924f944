// Writes docs/cycles.md from the tables of states.
import { writeFileSync } from 'node:fs';
import { pageCycles } from '../src/cycles.js';
import { inRoot } from '../src/kit/root.js';

writeFileSync(inRoot('docs', 'cycles.md'), pageCycles());
process.stdout.write(pageCycles());
