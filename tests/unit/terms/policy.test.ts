import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  currentVersion,
  inForceFrom,
  requiredVersion,
  standing,
} from '../../../api/terms/policy.ts';
import type { AnnouncedVersion } from '../../../api/terms/types.ts';

const version = (name: string, material: boolean, from: string): AnnouncedVersion => ({
  release: {
    version: name,
    effectiveOn: name,
    material,
    summary: { sv: '', en: '' },
    texts: { TERMS: { sv: '', en: '' }, PRIVACY: { sv: '', en: '' } },
  },
  announcedOn: name,
  inForceFrom: from,
});

describe('from which day a version is in force', () => {
  const later = { first: false, noticeDays: 30 };
  it('at once where the service begins with it', () => {
    const release = { effectiveOn: '2030-01-01', material: true };
    expect(inForceFrom(release, '2026-11-21', { first: true, noticeDays: 30 })).toBe('2026-11-21');
  });

  it('a material one never sooner than members have had their days to read it, nor before its own day', () => {
    expect(inForceFrom({ effectiveOn: '2026-11-01', material: true }, '2026-11-21', later)).toBe(
      '2026-12-21',
    );
    expect(inForceFrom({ effectiveOn: '2027-03-01', material: true }, '2026-11-21', later)).toBe(
      '2027-03-01',
    );
  });

  it('a minor one on its day, or at once', () => {
    expect(inForceFrom({ effectiveOn: '2026-11-01', material: false }, '2026-11-21', later)).toBe(
      '2026-11-21',
    );
    expect(inForceFrom({ effectiveOn: '2026-12-01', material: false }, '2026-11-21', later)).toBe(
      '2026-12-01',
    );
  });
});

describe('which version applies', () => {
  const versions = [
    version('2026-01-01', true, '2026-01-01'),
    version('2026-03-01', false, '2026-03-01'),
    version('2026-05-01', true, '2026-06-01'),
  ];
  it('the newest in force, a minor one too; required is the newest material one', () => {
    expect(currentVersion(versions, '2025-12-31')).toBeNull();
    expect(currentVersion(versions, '2026-05-31')?.release.version).toBe('2026-03-01');
    expect(requiredVersion(versions, '2026-05-31')?.release.version).toBe('2026-01-01');
    expect(requiredVersion(versions, '2026-06-01')?.release.version).toBe('2026-05-01');
  });

  it('who has accepted the coming one ahead is asked no more', () => {
    const accepted = [{ version: '2026-05-01', acceptedOn: '2026-05-02' }];
    for (const today of ['2026-05-02', '2026-06-01', '2027-01-01']) {
      expect(standing(versions, accepted, today)).toEqual({ accepted, required: null, upcoming: null });
    }
  });

  it('who has accepted an old one is told of the coming one, and asked once it is in force', () => {
    const accepted = [{ version: '2026-01-01', acceptedOn: '2026-01-02' }];
    expect(standing(versions, accepted, '2026-05-31')).toMatchObject({
      required: null,
      upcoming: { release: { version: '2026-05-01' } },
    });
    expect(standing(versions, accepted, '2026-06-01')).toMatchObject({
      required: { release: { version: '2026-05-01' } },
      upcoming: null,
    });
  });

  it('never both asks for and announces the same, and a minor one never', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days));
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ name: day, material: fc.boolean(), delay: fc.nat(60) }), {
          selector: ({ name }) => name,
        }),
        fc.option(day),
        day,
        (rows, accepted, today) => {
          const all = rows.map(({ name, material, delay }) => version(name, material, addDays(name, delay)));
          const own = accepted === null ? [] : [{ version: accepted, acceptedOn: accepted }];
          const { required, upcoming } = standing(all, own, today);
          for (const asked of [required, upcoming]) {
            expect(asked?.release.material ?? true).toBe(true);
            if (asked && accepted) expect(asked.release.version > accepted).toBe(true);
          }
          if (required) expect(required.inForceFrom <= today).toBe(true);
          if (upcoming) expect(upcoming.inForceFrom > today).toBe(true);
        },
      ),
    );
  });
});
