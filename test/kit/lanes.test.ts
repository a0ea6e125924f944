/** Works for one key go together; none fails because of its neighbours. */
import { describe, expect, it } from 'vitest';
import { createLanes } from '../../src/kit/lanes.js';

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

/** Lanes of numbers whose batches are written down; 13 fails, and takes its batch with it. */
function numbers(together: (chosen: readonly number[], next: number) => boolean = () => true) {
  const batches: string[] = [];
  let under = 0;
  const lanes = createLanes<number, number>(async (key, works) => {
    batches.push(`${key}: ${works.join(' ')}`);
    expect((under += 1)).toBeLessThanOrEqual(2);
    await soon();
    under -= 1;
    if (works.includes(13)) throw new Error('unlucky');
    return works.map((work) => work * 10);
  }, together);
  return { batches, add: lanes.add };
}

describe('a lane', () => {
  it('does at once what comes alone, and together what came meanwhile; each gets its own answer', async () => {
    const { batches, add } = numbers();
    const answers = await Promise.all([1, 2, 3, 4].map((work) => add(7, work)));
    expect(answers).toEqual([10, 20, 30, 40]);
    expect(batches).toEqual(['7: 1', '7: 2 3 4']);
    expect(await add(7, 5)).toBe(50);
  });

  it('keeps keys apart: one does not wait for the other', async () => {
    const { batches, add } = numbers();
    await Promise.all([add(1, 1), add(2, 2), add(1, 3)]);
    expect(batches).toEqual(['1: 1', '2: 2', '1: 3']);
  });

  it('does each by itself when the batch fails: only the faulty one is refused', async () => {
    const { batches, add } = numbers();
    const answers = await Promise.allSettled([1, 2, 13, 4].map((work) => add(7, work)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(batches).toEqual(['7: 1', '7: 2 13 4', '7: 2', '7: 13', '7: 4']);
  });

  it('leaves for the next batch what may not go with those chosen, without losing its place', async () => {
    const { batches, add } = numbers((chosen, next) => !chosen.includes(next));
    await Promise.all([1, 2, 2, 3, 2].map((work) => add(7, work)));
    expect(batches).toEqual(['7: 1', '7: 2 3', '7: 2', '7: 2']);
  });
});
