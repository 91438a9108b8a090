import { Stack, Text } from '@mantine/core';
import { type FragmentType, graphql, unmask } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { formatQuarter } from '../../ui/day.ts';
import { CountTable } from './count-table.tsx';
import { isNone } from './published-count.tsx';

const AppealCountsParts = graphql(`
  fragment AppealCountsParts on TransparencyQuarter {
    quarter
    appeals {
      upheld {
        count
        suppressed
      }
      overturned {
        count
        suppressed
      }
      total {
        count
        suppressed
      }
    }
  }
`);

/** How many appeals were ruled on, and how: a row for each quarter. */
export function AppealCounts({ quarters }: { quarters: readonly FragmentType<typeof AppealCountsParts>[] }) {
  const { t, language } = useText();
  const shown = unmask(AppealCountsParts, quarters);
  return (
    <Stack gap="sm">
      <Text size="sm" maw="70ch">
        {t('transparency:appeals.lead')}
      </Text>
      {shown.every(({ appeals }) => isNone(appeals.total)) ? (
        <Text size="sm" c="dimmed">
          {t('transparency:appeals.none')}
        </Text>
      ) : (
        <CountTable
          caption={t('transparency:appeals.caption')}
          rowsAre={t('transparency:quarter')}
          none={t('transparency:appeals.none')}
          columns={[
            { key: 'upheld', label: t('transparency:appeals.upheld') },
            { key: 'overturned', label: t('transparency:appeals.overturned') },
            { key: 'total', label: t('transparency:total'), total: true },
          ]}
          rows={shown.map(({ quarter, appeals }) => ({
            key: quarter,
            label: formatQuarter(quarter, language),
            counts: [appeals.upheld, appeals.overturned, appeals.total],
          }))}
        />
      )}
    </Stack>
  );
}
