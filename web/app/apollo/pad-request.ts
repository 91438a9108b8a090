const smallest = 4096;
/** What the server takes at most. */
const largest = 200 * 1024;

/**
 * Fills a request up with white space, which JSON allows at its end, to 4 KB or a doubling of it: the length of an
 * encrypted request tells whoever watches the line its class and not the length of the text in it (ANONYMITY 68).
 */
export function padRequest(json: string): string {
  const bytes = new TextEncoder().encode(json).length;
  let size = smallest;
  while (size < bytes) size *= 2;
  return json + ' '.repeat(Math.max(0, Math.min(size, largest) - bytes));
}
