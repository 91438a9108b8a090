import { describe, expect, it } from 'vitest';
import { newReceiptCode, receiptHash } from '../../api/erasure/receipt-code.ts';
import { pauseAfter } from '../../api/erasure/run-step.ts';
import { faultPoints, steps } from '../../api/erasure/steps.ts';
import { generateKeyring, parseKeyring } from '../../api/identity/crypto/keyring.ts';
import { erasureMoment } from '../../api/identity/erasure-moment.ts';
import { openErasureSecret, sealErasureSecret } from '../../api/identity/erasure-secret.ts';
import { newId } from '../../api/platform/ids.ts';
import en from '../../web/locales/en/erasure.json' with { type: 'json' };
import sv from '../../web/locales/sv/erasure.json' with { type: 'json' };

describe('the steps of an erasure', () => {
  const names = steps.map(({ name }) => name);

  it('have names of their own, and words for each', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(sv.steps).sort()).toEqual([...names].sort());
    expect(Object.keys(en.steps).sort()).toEqual([...names].sort());
  });

  it('can be cut off before and after each', () => {
    expect(faultPoints()).toEqual(
      expect.arrayContaining(names.flatMap((name) => [`${name}:before`, `${name}:after`])),
    );
  });

  it('end with the account', () => {
    expect(steps.at(-1)).toMatchObject({ name: 'account', stage: 'ACCOUNT' });
  });

  it('are tried again after half a minute, later after an hour', () => {
    expect([1, 2, 3, 8, 50].map(pauseAfter)).toEqual([30_000, 60_000, 120_000, 3_600_000, 3_600_000]);
  });
});

describe('the code of a receipt', () => {
  it('is known again however it was typed, and another is not', () => {
    const code = newReceiptCode();
    const hash = receiptHash(code);
    expect(hash).toHaveLength(32);
    expect(receiptHash(` ${code.toLowerCase().replaceAll('-', '  ')}`)).toEqual(hash);
    expect(receiptHash(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toEqual(hash);
    expect(receiptHash(newReceiptCode())).not.toEqual(hash);
    expect([code.slice(1), `${code}A`, '', 'U'.repeat(30)].map(receiptHash)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('what an erasure remembers', () => {
  const keyring = parseKeyring(generateKeyring());
  const id = newId();

  it('opens for this erasure and keyring only, and has one length whatever it holds', () => {
    const full = { pseudonyms: { MIXPANEL: [newId(), newId()], BUGSNAG: [newId()], HONEYCOMB: [] } };
    const sealed = sealErasureSecret(keyring, id, full);
    expect(openErasureSecret(keyring, id, sealed)).toEqual(full);
    expect(sealErasureSecret(keyring, id, { pseudonyms: {} })).toHaveLength(sealed.length);
    expect(() => openErasureSecret(keyring, newId(), sealed)).toThrow();
    expect(() => openErasureSecret(parseKeyring(generateKeyring()), id, sealed)).toThrow();
  });

  it('#56 gives each alias a moment of its own, spread evenly, and another in another erasure', () => {
    const moments = Array.from({ length: 2000 }, () => erasureMoment(keyring, id, newId()));
    for (const quarter of [0, 0.25, 0.5, 0.75]) {
      const within = moments.filter((moment) => moment >= quarter && moment < quarter + 0.25).length;
      expect(within).toBeGreaterThan(400);
      expect(within).toBeLessThan(600);
    }
    const alias = newId();
    expect(erasureMoment(keyring, id, alias)).toBe(erasureMoment(keyring, id, alias));
    expect(erasureMoment(keyring, newId(), alias)).not.toBe(erasureMoment(keyring, id, alias));
  });
});
