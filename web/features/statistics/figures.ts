import type { FigurePartsFragment } from '../../graphql/operations/graphql.ts';
import { graphql } from '../../graphql/operations/index.ts';
import type { Language, Translate } from '../../locales/i18n.ts';

export const FigureParts = graphql(`
  fragment FigureParts on Figures {
    questions {
      count
      fewerThanFive
    }
    answers {
      count
      fewerThanFive
    }
    answeredWithinDay {
      count
      fewerThanFive
    }
    unanswered {
      count
      fewerThanFive
    }
    medianHours
  }
`);

export type Figures = FigurePartsFragment;
type RoundedCount = Figures['questions'];

/** One line of a table, of the CSV file and of the chart. */
export interface FigureRow {
  key: string;
  label: string;
  /** Where there is little room. */
  short?: string;
  figures: Figures;
}

export const columns = ['questions', 'answers', 'withinDay', 'unanswered', 'median'] as const;
export type Column = (typeof columns)[number];

/** A figure as it is read. Shares are of the rounded numbers. */
export function tellFigure({
  figures,
  column,
  t,
}: {
  figures: Figures;
  column: Column;
  t: Translate;
}): string {
  const { questions, answers, answeredWithinDay, unanswered, medianHours } = figures;
  switch (column) {
    case 'questions':
      return tellCount(questions, t);
    case 'answers':
      return tellCount(answers, t);
    case 'withinDay':
      return tellShare(answeredWithinDay, questions, t);
    case 'unanswered':
      return tellShare(unanswered, questions, t);
    case 'median':
      return medianHours === null ? t('statistics:unknown') : t('statistics:hours', { count: medianHours });
  }
}

const tellCount = ({ count }: RoundedCount, t: Translate): string =>
  count === null ? t('statistics:few') : String(count);

function tellShare(part: RoundedCount, whole: RoundedCount, t: Translate): string {
  if (part.count === null || !whole.count) return tellCount(part, t);
  const share = Math.min(100, Math.round((100 * part.count) / whole.count));
  return t('statistics:share', { count: part.count, share });
}

/** 2026-W47 as a reader knows it. */
export function tellWeek(week: string, t: Translate): string {
  const [year = '', number = ''] = week.split('-W');
  return t('statistics:weekOf', { week: Number(number), year });
}

/** The same below a bar. */
export const tellWeekShort = (week: string, t: Translate): string =>
  t('statistics:weekShort', { week: Number(week.split('-W')[1]) });

/** What is shown, for a spreadsheet: semicolons, as Swedish ones expect them. */
export function toCsv(rows: readonly FigureRow[], rowsAre: string, t: Translate): string {
  const head = [rowsAre, ...columns.map((column) => t(`statistics:${column}`))];
  const lines = rows.map(({ label, figures }) => [
    label,
    ...columns.map((column) => tellFigure({ figures, column, t })),
  ]);
  return [head, ...lines].map((cells) => cells.map(quote).join(';')).join('\r\n');
}

const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

export const formatPeriodDay = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.parse(day));
