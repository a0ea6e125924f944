/** Answers that must not tell by their time what was found: none comes before a set delay. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than the work takes, so that the little that differs disappears. */
export const auMoins = async <T>(ms: number, work: Promise<T>): Promise<T> => {
  // The delay is waited for even when the work fails: a failure says nothing either.
  const [result] = await Promise.allSettled([work, sleep(ms)]);
  if (result.status === 'rejected') throw result.reason;
  return result.value;
};
