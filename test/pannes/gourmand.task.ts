/** Tasks that behave, and tasks that do not. */
import { task } from '../../src/kit/threads.js';

export const honest = task((n: number): number => n + 1);
export const endless = task((): void => {
  for (;;);
});
export const greedy = task((): number => {
  const kept: string[] = [];
  for (let i = 0; ; i += 1) kept.push(`${i} ${Math.random()}`.repeat(20).toUpperCase());
});
export const deadly = task((): void => process.exit(3));
export const faulty = task((): void => {
  throw new Error('what went wrong');
});
