// Writes docs/textes.md from the texts.
import { writeFileSync } from 'node:fs';
import { pageTextes } from '../seeds/textes/page.js';
import { inRoot } from '../src/kit/root.js';

writeFileSync(inRoot('docs', 'textes.md'), pageTextes());
