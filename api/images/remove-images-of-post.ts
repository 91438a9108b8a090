import { destroyImages } from '../../moderation/image-storage.ts';
import type { Tx } from '../platform/database/database.ts';
import type { PostPlace } from './types.ts';

/**
 * In the transaction that takes a post away: its pictures, their variants and forms. The bytes follow within a minute
 * (`sweepDiscarded`). answerId null: of the question alone; its answers' are their own.
 */
export async function removeImagesOfPost(tx: Tx, post: PostPlace): Promise<void> {
  await destroyImages(tx, post);
}
