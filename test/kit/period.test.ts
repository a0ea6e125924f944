import { expect, it } from 'vitest';
import { periodOf } from '../../src/kit/period.js';

it.each([
  ['aaaa', 1],
  ['abab', 2],
  ['ababa', 2],
  ['246813246813', 6],
  ['abcdef', 6],
  ['abcdea', 5],
  ['a', 1],
  ['', 0],
])('%j says again and again a group of %i', (text, length) => expect(periodOf(text)).toBe(length));
