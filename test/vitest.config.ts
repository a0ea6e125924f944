import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { ROOT } from '../src/kit/root.js';

const PANNES = 'test/pannes/**/*.test.ts';

/** Folders whose files last: they open every page, or go through a browser. */
const LONG = /\/test\/(informations|parcours|securite)\//;

/** Long files begin first, then the others by their size: the workers end together. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project, moduleId }: TestSpecification) => (project.name === 'pannes' ? 0 : LONG.test(moduleId) ? 1 : 2);
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

/** `isolate`: each file in a process of its own. */
const tests = (name: string, where: { include: string[]; exclude?: string[]; isolate: boolean }): TestProjectInlineConfiguration => ({
  root: ROOT,
  test: { name, pool: 'forks', maxWorkers: 2, testTimeout: 20_000, hookTimeout: 60_000, ...where },
});

export default defineConfig({
  root: ROOT,
  test: {
    globalSetup: ['test/setup/global.ts'],
    sequence: { sequencer: LongFirst },
    projects: [
      // They break the product, or measure it while it suffers: nothing else has lived in their process.
      tests('pannes', { include: [PANNES], isolate: true }),
      // A worker reads the product once, for all its files: they share code alone, each has its database and closes what it opened.
      tests('produit', { include: ['test/**/*.test.ts'], exclude: [PANNES], isolate: false }),
    ],
    // The counts that a continuous integration reads, when it asks for them.
    reporters: process.env.VITEST_REPORT ? ['default', ['json', { outputFile: process.env.VITEST_REPORT }]] : ['default'],
  },
});
