import type { TechnicalAdminGrant } from '../access/grants.ts';
import type { Tx } from '../platform/database/database.ts';
import { specialties } from '../specialties/specialties.ts';
import { publishFigures } from './publish-figures.ts';
import type { Statistics, Tally } from './types.ts';
import { formatDay, isoWeek, toldPeriods, toldWeeks, weekStart, weeksInPeriod } from './weeks.ts';

interface TallyRow {
  /** Of a week; null: of a period and specialty. */
  week: number | null;
  period: number | null;
  specialty: string | null;
  questions: number;
  answers: number;
  answered: number;
  within_day: number;
  median_hours: number | null;
}

/**
 * How the forum is used: by week and, over fixed periods, by specialty. One statement, the same for everybody who asks
 * and with nothing to choose: from two views of it no difference can be taken. Of a question its first seven days count,
 * and what became of it later (taken back, hidden, erased text) does not, so that a number once told stays as it is.
 */
export async function readStatistics(db: Tx, _grant: TechnicalAdminGrant, now: Date): Promise<Statistics> {
  const [weeks, periods] = [toldWeeks(now), toldPeriods(now)];
  const oldest = Math.min(weeks[0] ?? 0, (periods.at(-1) ?? 0) * weeksInPeriod);
  const from = weekStart(oldest);
  const until = weekStart((weeks.at(-1) ?? 0) + 1);
  const rows = await db.$queryRaw<TallyRow[]>`
    WITH asked AS (
      SELECT c.week, floor(c.week / ${weeksInPeriod}::float8)::int AS period, c.specialty_code AS specialty,
        COALESCE(f.answers, 0) AS answers, f.first_hours
      FROM (
        SELECT id, author_id, alias_id, specialty_code, posted_at,
          floor(extract(epoch FROM posted_at - ${weekStart(0)}::timestamptz) / 604800)::int AS week
        FROM forum.consultation
        WHERE visibility <> 'HELD' AND posted_at >= ${from} AND posted_at < ${until}) c
      LEFT JOIN LATERAL (
        SELECT count(*)::int AS answers,
          min(extract(epoch FROM a.posted_at - c.posted_at) / 3600)::int AS first_hours
        FROM forum.answer a
        WHERE a.consultation_id = c.id AND a.position IS NOT NULL
          AND a.posted_at < c.posted_at + interval '7 days'
          AND (a.author_id = c.author_id OR a.alias_id = c.alias_id) IS NOT TRUE) f ON true)
    SELECT week, period, specialty, count(*)::int AS questions, sum(answers)::int AS answers,
      count(first_hours)::int AS answered, (count(*) FILTER (WHERE first_hours <= 24))::int AS within_day,
      (percentile_disc(0.5) WITHIN GROUP (ORDER BY first_hours))::int AS median_hours
    FROM asked
    GROUP BY GROUPING SETS ((week), (period, specialty))`;
  const tally = (key: { week: number } | { period: number; specialty: string }): Tally | undefined => {
    const row =
      'week' in key
        ? rows.find(({ week }) => week === key.week)
        : rows.find(({ period, specialty }) => period === key.period && specialty === key.specialty);
    return (
      row && {
        questions: row.questions,
        answers: row.answers,
        answered: row.answered,
        answeredWithinDay: row.within_day,
        medianHours: row.median_hours,
      }
    );
  };
  return {
    weeks: weeks.map((week) => ({
      week: isoWeek(weekStart(week)),
      startsOn: formatDay(weekStart(week)),
      figures: publishFigures(tally({ week })),
    })),
    periods: periods.map((period) => ({
      startsOn: formatDay(weekStart(period * weeksInPeriod)),
      endsOn: formatDay(new Date(weekStart((period + 1) * weeksInPeriod).getTime() - 1)),
      specialties: specialties.map((specialty) => ({
        specialty,
        figures: publishFigures(tally({ period, specialty: specialty.code })),
      })),
    })),
  };
}
