/** Internet addresses: which machine of a home or an office, which are this one. Pure. */
import { isIP } from 'node:net';

/** The eight groups of an IPv6 address; the form of a URL has no dotted end and no zone. */
function groupsOf(address: string): number[] {
  const { hostname } = new URL(`http://[${address}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const parse = (part = '') => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  const [before, after] = [parse(head), parse(tail)];
  return tail === undefined ? before : [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

/**
 * What one subscriber is given: an IPv4 address, however it is written (`::ffff:192.0.2.1`), or the /64 of an IPv6 one, in which he
 * has more addresses than anyone can count. Anything else is left as it is.
 */
export function networkOf(address: string): string {
  const [bare = ''] = address.split('%');
  if (isIP(bare) !== 6) return bare;
  const groups = groupsOf(bare);
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** This machine's own addresses; a name that only looks like one (`127.example`) is somebody else's. */
export function isLoopbackAddress(address: string): boolean {
  const network = networkOf(address);
  return (isIP(network) === 4 && network.startsWith('127.')) || address === '::1';
}
