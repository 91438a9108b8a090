import { isIPv6 } from 'node:net';

/**
 * The networks that a client's tries are counted by, narrowest first. One client has a whole /64 of IPv6 addresses to
 * choose from, and a site often a /48 of those.
 */
export function networksOf(address: string): [network: string, ...site: string[]] {
  const [withoutZone = ''] = address.toLowerCase().split('%', 1);
  const mapped = withoutZone.startsWith('::ffff:') && withoutZone.includes('.');
  const plain = mapped ? withoutZone.slice('::ffff:'.length) : withoutZone;
  if (!isIPv6(plain) || plain.includes('.')) return [plain];
  const [head = '', tail = ''] = plain.split('::');
  const groups = head.split(':').filter(Boolean);
  const behind = tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: 8 - groups.length - behind.length }, () => '0');
  const all = [...groups, ...(plain.includes('::') ? zeros : []), ...behind].map((group) =>
    Number.parseInt(group, 16).toString(16),
  );
  return [`${all.slice(0, 4).join(':')}/64`, `${all.slice(0, 3).join(':')}/48`];
}
