import type { Config } from '../../api/config.ts';
import { DecoderPool } from '../../api/images/decoding/decoder-pool.ts';
import { openStorage } from '../../api/platform/storage/open-storage.ts';
import type { Services } from '../../api/services.ts';

/** What a service keeps images with. Nothing is started or made before it is used. */
export function imageServices(config: Config): Pick<Services, 'storage' | 'decoders'> {
  return { storage: openStorage(config), decoders: new DecoderPool() };
}
