/** Requests at a steady pace, whatever the answers take: how long each took from when it was due. */
export interface Paced {
  readonly times: readonly number[];
  /** Answers of 500 or more, and none at all. */
  readonly errors: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

export interface Ask {
  readonly name: string;
  readonly send: () => Promise<{ readonly status: number }>;
}

/** `perSecond` requests, the next of `asks` each time. */
export function atPace(perSecond: number, asks: readonly Ask[]): Paced {
  const times: number[] = [];
  const errors = new Map<string, number>();
  const going = new Set<Promise<void>>();
  const began = performance.now();
  let sent = 0;

  async function ask({ name, send }: Ask, due: number): Promise<void> {
    const status = await send().then(
      (answer) => answer.status,
      (error: unknown) => String(error),
    );
    times.push(performance.now() - due);
    if (typeof status === 'string' || status >= 500) errors.set(`${name}: ${status}`, (errors.get(`${name}: ${status}`) ?? 0) + 1);
  }

  const timer = setInterval(() => {
    // As many as are due by now: a late timer puts nobody off.
    for (; sent < ((performance.now() - began) / 1_000) * perSecond; sent += 1) {
      const one = asks[sent % asks.length];
      const asked: Promise<void> | undefined =
        one && ask(one, began + (sent / perSecond) * 1_000).finally(() => asked && going.delete(asked));
      if (asked) going.add(asked);
    }
  }, 1_000 / perSecond);
  return {
    times,
    errors,
    async stop() {
      clearInterval(timer);
      await Promise.all(going);
    },
  };
}

/** The value below which so many of them are. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** By how much `y` grows for each `x`, by least squares. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [mx, my] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const over = points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0);
  return over / points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}
