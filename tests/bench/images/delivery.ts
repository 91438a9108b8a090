import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { askWithImages, fetchImage, imageInput, imagesOf, uploadPicture } from '../../support/images.ts';
import { type Figure, median, medianRatio, say } from './figures.ts';
import type { BenchService } from './service.ts';

const goal = 1.5;
const warmUp = 300;
const rounds = 1000;
/** What the service itself hands out by express.static (api/server.ts). */
const staticFolder = fileURLToPath(new URL('../../../web/dist/', import.meta.url));
const accept = 'image/avif,image/webp,*/*';

/** The first byte of a stored variant, and of the same bytes as a static file of the same Express application. */
export async function benchDelivery({ url, members }: BenchService, photograph: Buffer): Promise<Figure[]> {
  const [asker, reader] = members;
  if (!asker || !reader) throw new Error('nobody to ask or to read');
  const question = await askWithImages(asker, [imageInput(await uploadPicture(asker, photograph))]);
  const [image] = await imagesOf(reader, question);
  const figures: Figure[] = [];
  for (const width of [320, 1280]) {
    const address = image?.sources.find((source) => source.width === width)?.url;
    if (!address) throw new Error(`no address for ${width}`);
    const { status, bytes } = await fetchImage(url, reader, address, { accept });
    if (status !== 200) throw new Error(`the variant was not delivered: ${status}`);
    const name = `bench-${randomUUID()}.avif`;
    await writeFile(path.join(staticFolder, name), bytes);
    try {
      const pairs = await compare(url, reader.cookie, { variant: address, file: `/${name}` }, bytes.length);
      const ratio = medianRatio(pairs);
      say(
        `${width} px, ${bytes.length} bytes: first byte after ${median(pairs.map(([ours]) => ours)).toFixed(2)} ms, static ` +
          `${median(pairs.map(([, file]) => file)).toFixed(2)} ms; median of ${pairs.length} paired ratios ${ratio.toFixed(2)}`,
      );
      figures.push({
        what: `first byte of a stored variant : express.static, ${width} px`,
        measured: ratio.toFixed(2),
        goal: `<= ${goal}`,
        met: ratio <= goal,
      });
    } finally {
      await rm(path.join(staticFolder, name));
    }
  }
  return figures;
}

async function compare(
  url: string,
  cookie: string,
  paths: { variant: string; file: string },
  size: number,
): Promise<[number, number][]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (at: string) => firstByte(agent, new URL(at, url), cookie, size);
  const pairs: [number, number][] = [];
  try {
    for (let round = -warmUp; round < rounds; round += 1) {
      const pair: [number, number] = [0, 0];
      const order = Math.random() < 0.5 ? [0, 1] : [1, 0];
      for (const side of order) pair[side] = await ask(side === 0 ? paths.variant : paths.file);
      if (round >= 0) pairs.push(pair);
    }
  } finally {
    agent.destroy();
  }
  return pairs;
}

/** @returns milliseconds from asking to the first byte of the body, on a connection that is open. */
function firstByte(agent: Agent, url: URL, cookie: string, size: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    get(url, { agent, headers: { cookie, accept } }, (response) => {
      let first = 0;
      let got = 0;
      response.on('data', (chunk: Buffer) => {
        if (got === 0) first = performance.now() - start;
        got += chunk.length;
      });
      response.on('end', () => {
        if (response.statusCode === 200 && got === size) resolve(first);
        else reject(new Error(`${url.pathname}: ${response.statusCode}, ${got} of ${size} bytes`));
      });
      response.on('error', reject);
    }).on('error', reject);
  });
}
