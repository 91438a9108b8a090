import { Stack, Text, Title } from '@mantine/core';
import { type FragmentType, graphql, unmask } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { formatQuarter } from '../../ui/day.ts';
import { CountTable } from './count-table.tsx';
import { isNone } from './published-count.tsx';

const DecisionCountsParts = graphql(`
  fragment DecisionCountsParts on TransparencyQuarter {
    quarter
    decisions {
      rule
      counts {
        action
        count {
          count
          suppressed
        }
      }
      total {
        count
        suppressed
      }
    }
    actionTotals {
      action
      count {
        count
        suppressed
      }
    }
    decisionsTotal {
      count
      suppressed
    }
  }
`);

/** What the moderators of one quarter decided, and by which rule. Rules and acts that did not occur are left out. */
export function DecisionCounts({ quarter: masked }: { quarter: FragmentType<typeof DecisionCountsParts> }) {
  const { t, language } = useText();
  const { quarter, decisions, actionTotals, decisionsTotal } = unmask(DecisionCountsParts, masked);
  const name = formatQuarter(quarter, language);
  const actions = actionTotals.filter(({ count }) => !isNone(count));
  const rules = decisions.filter(({ total }) => !isNone(total));
  const nothing = { count: 0, suppressed: false };
  return (
    <Stack gap="xs" component="section" aria-labelledby={`decisions-${quarter}`}>
      <Title order={3} id={`decisions-${quarter}`}>
        {name}
      </Title>
      {rules.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('transparency:decisions.none')}
        </Text>
      ) : (
        <CountTable
          caption={t('transparency:decisions.caption')}
          rowsAre={t('transparency:decisions.rule')}
          none={t('transparency:decisions.none')}
          columns={[
            ...actions.map(({ action }) => ({ key: action, label: t(`transparency:action.${action}`) })),
            { key: 'total', label: t('transparency:total'), total: true },
          ]}
          rows={[
            ...rules.map(({ rule, counts, total }) => ({
              key: rule ?? 'none',
              label: rule ? t(`decisions:rules.${rule}`) : t('transparency:decisions.noRule'),
              counts: [
                ...actions.map(
                  ({ action }) => counts.find((each) => each.action === action)?.count ?? nothing,
                ),
                total,
              ],
            })),
            {
              key: 'total',
              label: t('transparency:total'),
              counts: [...actions.map(({ count }) => count), decisionsTotal],
              total: true,
            },
          ]}
        />
      )}
    </Stack>
  );
}
