import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { ROOT } from '../src/kit/root.js';

/** They break the product, time it while it suffers, or run its queue, which leaves promises behind that nobody waits for. */
const APART = ['test/pannes/**/*.test.ts', 'test/travaux/**/*.test.ts', 'test/kit/jobs.test.ts'];

/** Folders whose files last: they open every page, or go through a browser. */
const LONG = /\/test\/(informations|parcours|securite)\//;

/** Long files begin first, then the others by their size: the workers end together. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project, moduleId }: TestSpecification) => (project.name === 'apart' ? 0 : LONG.test(moduleId) ? 1 : 2);
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
      tests('apart', { include: APART, isolate: true }),
      // A worker reads the product once, for all its files: they share code alone, each has its database and closes what it opened.
      tests('together', { include: ['test/**/*.test.ts'], exclude: APART, isolate: false }),
    ],
    // The counts that a continuous integration reads, when it asks for them.
    reporters: process.env.VITEST_REPORT ? ['default', ['json', { outputFile: process.env.VITEST_REPORT }]] : ['default'],
  },
});
