import http from 'node:http';

/** What somebody sees who watches the line and cannot read it, and the name of the operation, for who reads the log. */
export interface Recorded {
  readonly method: string;
  /** Without query; ids and widths of images, which are drawn, replaced. */
  readonly path: string;
  readonly operation: string;
  /** Headers but the cookie, and body, as they went over the line. */
  readonly requestBytes: number;
  answerBytes: number;
}

export interface RecordingProxy {
  readonly url: string;
  /** What has come since the last call, in the order of its arrival. */
  take(): Recorded[];
  /** Resolves when nothing has been under way for this long. */
  untilQuiet(ms?: number): Promise<void>;
  close(): Promise<void>;
}

const headerBytes = (raw: readonly string[]) =>
  raw.reduce((sum, text, at) => sum + (isCookie(raw, at) ? 0 : Buffer.byteLength(text) + 2), 0);

/** Names and values alternate. The length of a session's cookie is chance: its signature is percent-encoded. */
const isCookie = (raw: readonly string[], at: number) => raw[at - (at % 2)]?.toLowerCase() === 'cookie';

/** Passes every request on to a service of this machine and writes down its size and its answer's. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const { hostname, port } = new URL(target);
  let log: Recorded[] = [];
  let underWay = 0;
  let lastEnd = Date.now();
  const server = http.createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    underWay += 1;
    // Also where the browser went away before the answer.
    outgoing.once('close', () => {
      underWay -= 1;
      lastEnd = Date.now();
    });
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const recorded: Recorded = {
        method: incoming.method ?? '',
        path: pathOf(incoming.url ?? ''),
        operation: operationIn(body),
        requestBytes: headerBytes(incoming.rawHeaders) + body.length,
        answerBytes: 0,
      };
      log.push(recorded);
      const passedOn = http.request(
        { hostname, port, method: incoming.method, path: incoming.url, headers: incoming.headers },
        (answer) => {
          recorded.answerBytes = headerBytes(answer.rawHeaders);
          outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
          answer.on('data', (chunk: Buffer) => {
            recorded.answerBytes += chunk.length;
            outgoing.write(chunk);
          });
          answer.on('end', () => outgoing.end());
          answer.on('error', () => outgoing.destroy());
        },
      );
      passedOn.on('error', () => outgoing.destroy());
      passedOn.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    take() {
      const taken = log;
      log = [];
      return taken;
    },
    async untilQuiet(ms = 700) {
      while (underWay > 0 || Date.now() - lastEnd < ms)
        await new Promise((resolve) => setTimeout(resolve, 50));
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const pathOf = (url: string) =>
  (url.split('?')[0] ?? '')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replace(/(?<=^\/images\/<id>\/)\d+$/, '<width>');

function operationIn(body: Buffer): string {
  const [, name = ''] = /"operationName":"(\w+)"/.exec(body.subarray(0, 200_000).toString('utf8')) ?? [];
  return name;
}
