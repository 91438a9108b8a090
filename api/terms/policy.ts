import type { AnnouncedVersion, Day, Release, TermsStanding } from './types.ts';

export const dayOf = (time: Date): Day => time.toISOString().slice(0, 10);

export function addDays(day: Day, days: number): Day {
  return dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000));
}

/**
 * From which day a version that is seen for the first time is in force. The versions that a deployment begins with are
 * so at once; later a material one gives members `noticeDays` to read it, however late it is installed.
 */
export function inForceFrom(
  release: Pick<Release, 'effectiveOn' | 'material'>,
  today: Day,
  { first, noticeDays }: { first: boolean; noticeDays: number },
): Day {
  if (first) return today;
  const earliest = release.material ? addDays(today, noticeDays) : today;
  return release.effectiveOn > earliest ? release.effectiveOn : earliest;
}

/** The version that applies on a day: the newest of those in force. */
export function currentVersion(versions: readonly AnnouncedVersion[], today: Day): AnnouncedVersion | null {
  return newest(versions.filter((version) => version.inForceFrom <= today));
}

/** The version that must have been accepted, it or a newer one, to act on a day. */
export function requiredVersion(versions: readonly AnnouncedVersion[], today: Day): AnnouncedVersion | null {
  return newest(versions.filter(({ release, inForceFrom }) => release.material && inForceFrom <= today));
}

function newest(versions: readonly AnnouncedVersion[]): AnnouncedVersion | null {
  return versions.reduce<AnnouncedVersion | null>(
    (best, version) => (best === null || version.release.version > best.release.version ? version : best),
    null,
  );
}

/** Who has accepted a version has accepted those before it. */
export function standing(
  versions: readonly AnnouncedVersion[],
  accepted: TermsStanding['accepted'],
  today: Day,
): TermsStanding {
  const latest = accepted.reduce((best, { version }) => (version > best ? version : best), '');
  const unaccepted = (version: AnnouncedVersion | null) =>
    version !== null && version.release.version > latest ? version : null;
  return {
    accepted,
    required: unaccepted(requiredVersion(versions, today)),
    upcoming: unaccepted(
      newest(versions.filter(({ release, inForceFrom }) => release.material && inForceFrom > today)),
    ),
  };
}
