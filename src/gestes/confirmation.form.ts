/** The answer to the page that told what a change of rights would break. */
const MAX = 3_000;
const listed = (value: unknown): string[] => [value].flat().filter((one): one is string => typeof one === 'string' && one !== '');

/** What the person said yes to; undefined when it was not shown. */
export const confirmationDe = ({ confirme, numeros }: Readonly<Record<string, unknown>> = {}): readonly string[] | undefined =>
  listed(confirme).length === 0 ? undefined : listed(numeros).slice(0, MAX);
