import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { ImageFormat } from '../../prisma/client/enums.ts';
import { newId } from '../platform/ids.ts';
import type { StorageKey } from '../platform/storage/storage.ts';
import type { Services } from '../services.ts';
import { requireBare } from './bare-image.ts';
import type { ServableImage } from './find-servable.ts';
import { renderMaster } from './render-master.ts';
import { sweepAfterAct } from './sweep-discarded.ts';

export interface Rendered {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** At most so many at once in this process hold a connection while they wait for a decoder. */
const atOnce = 3;
/** First half of the advisory locks' names. */
const lockSpace = 7_306_002;

/**
 * Makes the variants that are missing: each once, however many readers of however many processes ask for it at the same
 * time. Who comes second waits and is given the first one's.
 */
export class VariantMaker {
  readonly #services: Services;
  readonly #underWay = new Map<string, Promise<Rendered | null>>();
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Null where the image went away meanwhile. @throws Refusal IMAGE_BUSY */
  make(image: ServableImage, width: number, format: ImageFormat): Promise<Rendered | null> {
    const key = [image.id, width, format, image.blurred].join();
    let work = this.#underWay.get(key);
    if (!work) {
      work = this.#gated(() => this.#makeAlone(image, width, format)).finally(() =>
        this.#underWay.delete(key),
      );
      this.#underWay.set(key, work);
    }
    return work;
  }

  async #gated<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#busy >= atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#busy += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#busy -= 1;
    }
  }

  async #makeAlone(image: ServableImage, width: number, format: ImageFormat): Promise<Rendered | null> {
    const client = await this.#services.db.servicePool.connect();
    let stored: StorageKey | null = null;
    try {
      await client.query('BEGIN');
      const name = createHash('sha256').update([image.id, width, format, image.blurred].join()).digest();
      await client.query('SELECT pg_advisory_xact_lock($1, $2)', [lockSpace, name.readInt32BE(0)]);
      const made = await findVariant(client, image, width, format);
      const kept = made && (await this.#services.storage.get(made.storageKey));
      if (made && kept) {
        await client.query('COMMIT');
        return { bytes: kept, etag: made.etag };
      }
      if (made) await this.#forgetLost(made.storageKey);
      const master = await this.#services.storage.get(image.masterKey);
      if (!master) {
        await client.query('COMMIT');
        return null;
      }
      const { blurred } = image;
      const bytes = await renderMaster(this.#services.decoders, master, { width, format, blurred });
      requireBare(format, bytes);
      const etag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
      stored = newId<StorageKey>();
      await this.#services.storage.put(stored, bytes);
      // The image is locked until we are done: whoever takes it away finds this variant too.
      const { rowCount } = await client.query(
        `INSERT INTO images.variant (image_id, width, format, blurred, storage_key, size, etag)
          SELECT id, $2, $3::images."ImageFormat", $4, $5, $6, $7 FROM images.image
          WHERE id = $1 AND storage_key = $8 FOR SHARE`,
        [image.id, width, format, blurred, stored, bytes.length, etag, image.masterKey],
      );
      // Taken away meanwhile. A storage that does not let go of it now is asked again every minute.
      if (rowCount !== 1) await client.query('INSERT INTO images.discarded_file VALUES ($1)', [stored]);
      await client.query('COMMIT');
      if (rowCount === 1) return { bytes, etag };
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      if (stored) await this.#services.storage.erase(stored).catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
    await sweepAfterAct(this.#services);
    return null;
  }

  /**
   * The file is lost, to a crash or to the storage: the variant is made once more. Not in the maker's transaction, which
   * would hold the row while it waits for the image; whoever takes an image away goes the other way round.
   */
  async #forgetLost(storageKey: StorageKey): Promise<void> {
    await this.#services.db.servicePool.query('DELETE FROM images.variant WHERE storage_key = $1', [
      storageKey,
    ]);
  }
}

async function findVariant(
  client: pg.PoolClient,
  { id, blurred }: ServableImage,
  width: number,
  format: ImageFormat,
): Promise<{ storageKey: StorageKey; etag: string } | null> {
  const { rows } = await client.query<{ storage_key: string; etag: string }>(
    `SELECT storage_key, etag FROM images.variant
      WHERE image_id = $1 AND width = $2 AND format = $3::images."ImageFormat" AND blurred = $4`,
    [id, width, format, blurred],
  );
  const row = rows[0];
  return row ? { storageKey: row.storage_key as StorageKey, etag: row.etag } : null;
}
