import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { useText } from '../../locales/i18n.ts';
import type { FigureRow } from './figures.ts';

interface Props {
  rows: readonly FigureRow[];
  /** Names of rows beside the bars, for rows whose names are long. */
  sideways?: boolean;
}

/** Questions and answers as bars. For those who see it: the table says the same and more. */
export default function FigureChart({ rows, sideways = false }: Props) {
  const { t } = useText();
  const data = rows.map(({ label, figures }) => ({
    label,
    questions: figures.questions.count ?? undefined,
    answers: figures.answers.count ?? undefined,
  }));
  const shorts = new Map(rows.map(({ label, short }) => [label, short]));
  return (
    <BarChart
      h={sideways ? Math.max(160, 44 * rows.length + 60) : 260}
      data={data}
      dataKey="label"
      orientation={sideways ? 'vertical' : 'horizontal'}
      withLegend
      gridAxis={sideways ? 'x' : 'y'}
      {...(sideways
        ? { yAxisProps: { width: 130 } }
        : {
            xAxisProps: {
              interval: 'equidistantPreserveStart',
              minTickGap: 8,
              tickFormatter: (label: string) => shorts.get(label) ?? label,
            },
          })}
      series={[
        { name: 'questions', label: t('statistics:questions'), color: 'petrol.6' },
        { name: 'answers', label: t('statistics:answers'), color: 'orange.6' },
      ]}
      barChartProps={{ accessibilityLayer: false }}
      barProps={{ isAnimationActive: false }}
    />
  );
}
