/**
 * Variables of the templates, set without cutting their names at the dots each time. nunjucks does so for every macro's argument
 * and eight times for every turn of a loop: half of what a template costs. Only `loop.…` has a dot, and names are few: each is cut once.
 */
import nunjucks from 'nunjucks';

interface Frame {
  readonly variables: Record<string, unknown>;
  resolve(name: string, forWrite: boolean): Frame | undefined;
  set(name: string, value: unknown, resolveUp?: boolean): void;
}

const cuts = new Map<string, readonly [whole: string, part: string | undefined]>();

function cut(name: string): readonly [string, string | undefined] {
  const [whole = '', part, ...deeper] = name.split('.');
  if (deeper.length > 0) throw new Error(`the variable "${name}" of a template is nested too deep`);
  const pair = [whole, part] as const;
  cuts.set(name, pair);
  return pair;
}

const { prototype } = (nunjucks.runtime as unknown as { Frame: { prototype: Frame } }).Frame;

prototype.set = function set(this: Frame, name, value, resolveUp) {
  const [whole, part] = cuts.get(name) ?? cut(name);
  const owner = resolveUp ? (this.resolve(whole, true) ?? this) : this;
  if (part === undefined) owner.variables[whole] = value;
  else ((owner.variables[whole] ??= {}) as Record<string, unknown>)[part] = value;
};
