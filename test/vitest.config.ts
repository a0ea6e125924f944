import { defineConfig } from 'vitest/config';
import { ROOT } from '../src/kit/root.js';

export default defineConfig({
  root: ROOT,
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/global.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // The counts that a continuous integration reads, when it asks for them.
    reporters: process.env.VITEST_REPORT ? ['default', ['json', { outputFile: process.env.VITEST_REPORT }]] : ['default'],
  },
});
