import { expect, it } from 'vitest';
import { findIdentifiers } from '../../../moderation/patient-identifiers/find-identifiers.ts';
import { hostileIdentifierTexts, hostileLength } from '../../hostile/identifiers.ts';
import { cpuTimeOf, explodes } from '../../support/cpu-time.ts';

/** The check takes time linear in the text, also of the worst texts known: at most 17 ms when this was written. */
it.each(hostileIdentifierTexts)('the check of $name takes a moment', async ({ text }) => {
  expect(text.length).toBe(hostileLength);
  expect(await cpuTimeOf(() => findIdentifiers(text))).toBeLessThan(explodes);
});

it('the check of many sentences takes a moment', async () => {
  const text = 'Patienten Anna Svensson, pnr 850709-9805, tel 070-174 06 05, bor på Storgatan 12. '.repeat(
    1600,
  );
  expect(await cpuTimeOf(() => findIdentifiers(text))).toBeLessThan(explodes);
});
