import { loadavg } from 'node:os';
import { findChromium, findProgram } from '../support/programs.ts';
import { benchDelivery } from './images/delivery.ts';
import { type Figure, say, sumUp } from './images/figures.ts';
import { benchPageWeight } from './images/page-weight.ts';
import { takePhotograph } from './images/photographs.ts';
import { benchRendering } from './images/rendering.ts';
import { withBenchService } from './images/service.ts';
import { benchUploads } from './images/uploads.ts';

/**
 * `npm run bench:images`: what images cost, against `vipsthumbnail` (Debian's libvips-tools and time), a static file, and the
 * forum without them. Needs Linux's /proc. Ends with status 1 where a goal is missed. Under five minutes on two idle cores.
 */

const heading = (text: string) => say(`\n${text}\n`);
const load = () => `load ${loadavg()[0]?.toFixed(1)}`;

const telephone = await takePhotograph(4000, 3000);
const camera = await takePhotograph(6000, 4000);
const figures: Figure[] = [];
say(load());
if (findProgram('vipsthumbnail') && findProgram('time')) {
  heading('Variants, of masters of 12 and 24 megapixels');
  figures.push(...(await benchRendering([telephone, camera])));
} else say('Variants are left out: they need vipsthumbnail and time (apt install libvips-tools time).');
const ofService = await withBenchService({ consultations: 2000, members: 6 }, async (service) => {
  heading(`First byte (${load()})`);
  const delivery = await benchDelivery(service, telephone);
  heading(`Uploads (${load()})`);
  const uploads = await benchUploads(service, camera);
  if (!findChromium()) {
    say('The weight of a page is left out: there is no Chromium.');
    return [...uploads, ...delivery];
  }
  const six = await Promise.all(Array.from({ length: 6 }, () => takePhotograph(2000, 1500)));
  return [...uploads, ...delivery, ...(await benchPageWeight(service, six))];
});
heading(`In all (${load()})`);
process.exitCode = sumUp([...figures, ...ofService]) ? 0 : 1;
