const uuidOid = 2950;
const headerBytes = 20;
const elementBytes = 20;

/**
 * A parameter for `::uuid[]`, as PostgreSQL's array_recv reads it (one dimension, no nulls). The same list as text takes
 * the server longer to parse than to look up.
 * @param ids as they are written with hyphens.
 */
export function uuidArray(ids: Iterable<string>): Buffer {
  const hex = [...ids].map((id) => id.replaceAll('-', ''));
  const bytes = Buffer.alloc(headerBytes + hex.length * elementBytes);
  const header = [hex.length === 0 ? 0 : 1, 0, uuidOid, hex.length, 1];
  for (const [at, word] of header.entries()) bytes.writeInt32BE(word, at * 4);
  for (const [at, id] of hex.entries()) {
    const start = headerBytes + at * elementBytes;
    bytes.writeInt32BE(16, start);
    bytes.write(id, start + 4, 'hex');
  }
  return hex.length === 0 ? bytes.subarray(0, 12) : bytes;
}
