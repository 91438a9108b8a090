import { Badge } from '@mantine/core';
import {
  IconEyeOff,
  IconHourglassHigh,
  IconLock,
  IconPencilQuestion,
  IconUserCheck,
} from '@tabler/icons-react';
import type { FlagReason, Visibility } from '../../graphql/moderation/graphql.ts';
import { useText } from '../../locales/i18n.ts';

const plain = { variant: 'light', tt: 'none', radius: 'sm' } as const;
const longWaitInMs = 24 * 3_600_000;

/** What the flags are about, the most frequent first; a case without flags says where it came from. */
export function ReasonBadges({ reasons }: { reasons: readonly FlagReason[] }) {
  const { t } = useText();
  if (reasons.length === 0) {
    return (
      <Badge {...plain} color="gray">
        {t('moderation:ownInitiative')}
      </Badge>
    );
  }
  const counts = new Map<FlagReason, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([reason, count]) => (
      <Badge key={reason} {...plain} color={reason === 'PATIENT_IDENTIFIABLE' ? 'red' : 'orange'}>
        {t(`flags:reasons.${reason}`)}
        {count > 1 && ` × ${count}`}
      </Badge>
    ));
}

/** An edit of the author's waits in it. */
export function WaitingEditBadge() {
  const { t } = useText();
  return (
    <Badge {...plain} color="petrol" leftSection={<IconPencilQuestion size={14} aria-hidden />}>
      {t('moderation:waitingEdit.badge')}
    </Badge>
  );
}

/** Whether somebody is at work on it. Who, is told to nobody. */
export function CustodyBadge({ taken, takenByMe }: { taken: boolean; takenByMe: boolean }) {
  const { t } = useText();
  if (!taken) return null;
  return (
    <Badge
      {...plain}
      color={takenByMe ? 'petrol' : 'gray'}
      leftSection={<IconUserCheck size={14} aria-hidden />}
    >
      {t(takenByMe ? 'moderation:takenByMe' : 'moderation:taken')}
    </Badge>
  );
}

/** How readers find the post now, where it is not simply there. */
export function PostBadges({ post }: { post: { visibility: Visibility; locked: boolean } }) {
  const { t } = useText();
  return (
    <>
      {post.visibility === 'HIDDEN' && (
        <Badge {...plain} color="orange" leftSection={<IconEyeOff size={14} aria-hidden />}>
          {t('moderation:hidden')}
        </Badge>
      )}
      {post.locked && (
        <Badge {...plain} color="gray" leftSection={<IconLock size={13} aria-hidden />}>
          {t('consultations:locked')}
        </Badge>
      )}
    </>
  );
}

/** Marks what has waited for more than a day. */
export function WaitBadge({ since }: { since: string }) {
  const { t } = useText();
  if (Date.now() - Date.parse(since) < longWaitInMs) return null;
  return (
    <Badge {...plain} color="orange" leftSection={<IconHourglassHigh size={13} aria-hidden />}>
      {t('moderation:longWait')}
    </Badge>
  );
}
