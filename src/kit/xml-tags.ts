/** The attributes of some elements of an XML text, found without building its tree. */

const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const patterns = new Map<string, RegExp>();

/** Of each element of these local names, whatever their prefix: its attributes as written, their entities left as they are. */
export function attributes(xml: string, ...names: readonly string[]): Readonly<Record<string, string>>[] {
  const key = names.join('|');
  const pattern = patterns.get(key) ?? new RegExp(`<(?:[\\w.-]+:)?(?:${key})(?=[\\s/>])((?:"[^"<]*"|'[^'<]*'|[^"'<>])*)>`, 'g');
  patterns.set(key, pattern);
  return [...xml.matchAll(pattern)].map(([, tag = '']) =>
    Object.fromEntries([...tag.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [name, double ?? single ?? ''])),
  );
}
