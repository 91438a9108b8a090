import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { ImageFormat } from '../../prisma/client/enums.ts';
import { FairShare } from '../platform/fair-share.ts';
import { newId, type PhysicianId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
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

/** At most so many at once in this process hold a connection while they wait for a decoder, and of one reader. */
const atOnce = 3;
const atOnceOfOne = 2;
/** A page shows 110 images at most, of one question and a page of answers, each in one width. */
const waitingOfOne = 120;
const waitingInAll = 1200;
/** First half of the advisory locks' names. */
const lockSpace = 7_306_002;

/**
 * Makes the variants that are missing: each once, however many readers of however many processes ask for it at the same
 * time. Who comes second waits and is given the first one's.
 */
export class VariantMaker {
  readonly #services: Services;
  readonly #underWay = new Map<string, Promise<Rendered | null>>();
  readonly #share = new FairShare();
  readonly #waiting: { reader: string; begin: () => void }[] = [];
  /** The reader of each that is being made. */
  readonly #busy: string[] = [];

  constructor(services: Services) {
    this.#services = services;
  }

  /** Null where the image went away meanwhile. @throws Refusal IMAGE_BUSY */
  make(image: ServableImage, width: number, format: ImageFormat): Promise<Rendered | null> {
    const key = [image.id, width, format, image.blurred].join();
    let work = this.#underWay.get(key);
    if (!work) {
      work = this.#inTurn(image.readerId, () => this.#makeAlone(image, width, format)).finally(() =>
        this.#underWay.delete(key),
      );
      this.#underWay.set(key, work);
    }
    return work;
  }

  /** Whose reader has had the least lately comes first: a page with many images keeps no other reader waiting. */
  async #inTurn<Result>(readerId: PhysicianId, work: () => Promise<Result>): Promise<Result> {
    const reader = this.#share.nameOf(readerId);
    const own = this.#waiting.filter((other) => other.reader === reader);
    if (own.length >= waitingOfOne || this.#waiting.length >= waitingInAll) {
      throw Refusal.notAllowed('IMAGE_BUSY');
    }
    await new Promise<void>((begin) => {
      this.#waiting.push({ reader, begin });
      this.#next();
    });
    const began = performance.now();
    try {
      return await work();
    } finally {
      this.#share.took(reader, performance.now() - began);
      this.#busy.splice(this.#busy.indexOf(reader), 1);
      this.#next();
    }
  }

  #next(): void {
    if (this.#busy.length >= atOnce) return;
    const mayBegin = (reader: string) => this.#busy.filter((other) => other === reader).length < atOnceOfOne;
    const [next] = this.#waiting
      .filter(({ reader }) => mayBegin(reader))
      .map((waiting) => ({ waiting, had: this.#share.had(waiting.reader) }))
      .toSorted((a, b) => a.had - b.had);
    if (!next) return;
    this.#waiting.splice(this.#waiting.indexOf(next.waiting), 1);
    this.#busy.push(next.waiting.reader);
    next.waiting.begin();
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
      const bytes = await renderMaster(
        this.#services.decoders,
        master,
        { width, format, blurred },
        image.readerId,
      );
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
