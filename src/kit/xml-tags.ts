/** The attributes of some elements of an XML text, found without building its tree. */

const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Of each element of these local names, whatever their prefix: its attributes as written, their entities left as they are. */
export function* attributes(xml: string, ...names: readonly string[]): Generator<Readonly<Record<string, string>>> {
  const pattern = new RegExp(`<(?:[\\w.-]+:)?(?:${names.join('|')})(?=[\\s/>])((?:"[^"<]*"|'[^'<]*'|[^"'<>])*)>`, 'g');
  for (const [, tag = ''] of xml.matchAll(pattern))
    yield Object.fromEntries([...tag.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [name, double ?? single ?? '']));
}
