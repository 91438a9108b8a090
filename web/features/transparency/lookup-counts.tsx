import { IconLock } from '@tabler/icons-react';
import { type FragmentType, graphql, unmask } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { formatQuarter, formatQuarters } from '../../ui/day.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { CountTable } from './count-table.tsx';
import { isNone } from './published-count.tsx';

const LookupCountsParts = graphql(`
  fragment LookupCountsParts on TransparencyQuarter {
    quarter
    lookups {
      reason
      opened {
        count
        suppressed
      }
    }
    openedTotal {
      count
      suppressed
    }
    refused {
      count
      suppressed
    }
    expired {
      count
      suppressed
    }
  }
`);

/** How many authors were looked up, by reason, and how many requests came to nothing: a row for each quarter. */
export function LookupCounts({ quarters }: { quarters: readonly FragmentType<typeof LookupCountsParts>[] }) {
  const { t, language } = useText();
  const shown = unmask(LookupCountsParts, quarters);
  const [newest, oldest] = [shown[0], shown.at(-1)];
  if (!newest || !oldest) return null;
  const quiet = shown.every(
    ({ openedTotal, refused, expired }) => isNone(openedTotal) && isNone(refused) && isNone(expired),
  );
  if (quiet) {
    return (
      <EmptyState
        icon={<IconLock />}
        title={t('transparency:lookups.none')}
        text={t('transparency:lookups.noneText', {
          period: formatQuarters(oldest.quarter, newest.quarter, language),
        })}
      />
    );
  }
  return (
    <CountTable
      caption={t('transparency:lookups.caption')}
      rowsAre={t('transparency:quarter')}
      none={t('transparency:lookups.none')}
      columns={[
        ...newest.lookups.map(({ reason }) => ({ key: reason, label: t(`transparency:reason.${reason}`) })),
        { key: 'total', label: t('transparency:lookups.opened'), total: true },
        { key: 'refused', label: t('transparency:lookups.refused') },
        { key: 'expired', label: t('transparency:lookups.expired') },
      ]}
      rows={shown.map(({ quarter, lookups, openedTotal, refused, expired }) => ({
        key: quarter,
        label: formatQuarter(quarter, language),
        counts: [...lookups.map(({ opened }) => opened), openedTotal, refused, expired],
      }))}
    />
  );
}
