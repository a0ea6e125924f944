import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pageCycles } from '../../src/cycles.js';
import { inRoot } from '../../src/kit/root.js';

it('docs/cycles.md is what the tables say (npm run cycle)', () =>
  expect(readFileSync(inRoot('docs', 'cycles.md'), 'utf8')).toBe(pageCycles()));
