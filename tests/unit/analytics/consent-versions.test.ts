import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { consentVersions, processors } from '../../../analytics/processors.ts';
import { readConfig } from '../../../api/config.ts';
import { describeProcessors } from '../../../api/telemetry/configured.ts';
import agreedTexts from './agreed-texts.json' with { type: 'json' };

/** SHA-256 of everything that members read of a processor, as it is without settings. */
const digests = Object.fromEntries(
  describeProcessors(readConfig({})).map((description) => [
    description.processor,
    createHash('sha256').update(JSON.stringify(description)).digest('hex'),
  ]),
);

it.each(processors)(
  '%s: what members agree to is what stood there when its version was made',
  (processor) => {
    const published: Partial<Record<string, string>> = agreedTexts[processor];
    const version = consentVersions[processor];
    const text = digests[processor];
    expect(
      published[version],
      `The description has changed: raise consentVersions.${processor}, and add ${text} to agreed-texts.json under the new version. Never change a version that members may have agreed to.`,
    ).toBe(text);
  },
);

it('every version has been written down', () => {
  for (const processor of processors) {
    const versions = Object.keys(agreedTexts[processor]).map(Number);
    expect(versions).toEqual(Array.from({ length: consentVersions[processor] }, (_, before) => before + 1));
  }
});
