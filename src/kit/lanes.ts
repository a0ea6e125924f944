/** Group commit: works that come for the same key while one is under way wait together, and are done together. */

export interface Lanes<Work, Result> {
  /** Does the work, alone or with its neighbours; answers or throws for this work only. */
  add(key: number, work: Work): Promise<Result>;
}

interface Waiting<Work, Result> {
  readonly work: Work;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * `run` does several works in one transaction and answers one result each, in their order; when it throws, each is done by
 * itself, so that a work never fails because of its neighbours. `together`: whether a work may join those already chosen.
 */
export function createLanes<Work, Result>(
  run: (key: number, works: readonly Work[]) => Promise<readonly Result[]>,
  together: (chosen: readonly Work[], next: Work) => boolean,
): Lanes<Work, Result> {
  const lanes = new Map<number, Waiting<Work, Result>[]>();

  async function alone(key: number, { work, resolve, reject }: Waiting<Work, Result>): Promise<void> {
    await run(key, [work]).then(([result]) => resolve(result as Result), reject);
  }

  async function batch(key: number, chosen: readonly Waiting<Work, Result>[]): Promise<void> {
    if (chosen[0] && chosen.length === 1) return alone(key, chosen[0]);
    try {
      const results = await run(
        key,
        chosen.map(({ work }) => work),
      );
      chosen.forEach(({ resolve }, i) => resolve(results[i] as Result));
    } catch {
      for (const one of chosen) await alone(key, one);
    }
  }

  async function drain(key: number, waiting: Waiting<Work, Result>[]): Promise<void> {
    while (waiting.length > 0) {
      const chosen: Waiting<Work, Result>[] = [];
      const rest = waiting.splice(0).filter((one) => {
        const joins =
          chosen.length === 0 ||
          together(
            chosen.map(({ work }) => work),
            one.work,
          );
        if (joins) chosen.push(one);
        return !joins;
      });
      waiting.unshift(...rest);
      await batch(key, chosen);
    }
    lanes.delete(key);
  }

  return {
    add: (key, work) =>
      new Promise((resolve, reject) => {
        const one = { work, resolve, reject };
        const waiting = lanes.get(key);
        if (waiting) return void waiting.push(one);
        const started = [one];
        lanes.set(key, started);
        void drain(key, started);
      }),
  };
}
