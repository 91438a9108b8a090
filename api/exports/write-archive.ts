import { PassThrough } from 'node:stream';
import yazl from 'yazl';
import { z } from 'zod';
import { toHour } from '../platform/clock.ts';
import type { Services } from '../services.ts';
import { exporters } from './exporters.ts';
import { atHour } from './readable-posts.ts';
import { formatTime } from './schema-parts.ts';
import type { ExportedFile, ExportSubject } from './types.ts';
import { words } from './words.ts';

/** Raised when a reader of an older archive would misread a newer one. docs/export-format.md says what changed. */
export const formatVersion = 1;

/** How far the making of an archive can be told. */
export const stepsInAll = exporters.length + 1;

/**
 * The archive as a stream of ZIP bytes, made while it is read; nothing of it is kept meanwhile.
 * @param onStep after each noun; what it throws ends the stream.
 * @throws ZodError while reading, when what was collected is not what its schema says.
 */
export function writeArchive(
  services: Services,
  subject: ExportSubject,
  onStep: () => Promise<void>,
): AsyncIterable<Uint8Array> {
  const zip = new yazl.ZipFile();
  const output = new PassThrough();
  const fail = (error: unknown) =>
    output.destroy(error instanceof Error ? error : new Error('the archive could not be made'));
  zip.on('error', fail);
  zip.outputStream.on('error', fail);
  zip.outputStream.pipe(output);
  fill(zip, services, subject, onStep).then(() => zip.end(), fail);
  return output;
}

async function fill(
  zip: yazl.ZipFile,
  services: Services,
  subject: ExportSubject,
  onStep: () => Promise<void>,
): Promise<void> {
  const madeAt = toHour(services.clock.now());
  const options = { mtime: madeAt, mode: 0o100600 };
  const names: string[] = [];
  const add = ({ path, content }: ExportedFile) => {
    names.push(path);
    if (typeof content === 'string') zip.addBuffer(Buffer.from(content, 'utf8'), path, options);
    else {
      zip.addReadStreamLazy(path, { ...options, compress: false }, (give) => {
        content().then(
          (stream) => give(null, stream),
          (error) => zip.emit('error', error),
        );
      });
    }
  };
  const json = (path: string, value: unknown) =>
    add({ path, content: `${JSON.stringify(value, null, 2)}\n` });

  add({
    path: 'README.md',
    content: words[subject.locale].readme(atHour(formatTime(madeAt)), services.config.publicUrl),
  });
  for (const { name, schema, collect } of exporters) {
    const { data, files = [] } = await collect(services, subject);
    json(`data/${name}.json`, schema.parse(data));
    json(`schema/${name}.json`, z.toJSONSchema(schema));
    for await (const file of files) add(file);
    await onStep();
  }
  json('manifest.json', {
    format: 'konsilium-export',
    version: formatVersion,
    madeAt: formatTime(madeAt),
    language: subject.locale,
    files: [...names, 'manifest.json'].sort(),
  });
}
