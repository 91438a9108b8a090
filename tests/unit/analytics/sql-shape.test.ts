import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sqlShape, unreadable } from '../../../analytics/honeycomb/sql-shape.ts';

describe('the shape of a statement', () => {
  it.each([
    [
      `SELECT "id" FROM "accounts"."account" WHERE "email" = 'anna@example.test' LIMIT 5`,
      'SELECT "id" FROM "accounts"."account" WHERE "email" = ? LIMIT ?',
    ],
    ['SELECT 1 WHERE id IN ($1,$2,$3)', 'SELECT ? WHERE id IN ( ? )'],
    ['INSERT INTO t VALUES ($1, $2), ($3, $4), (5, 6)', 'INSERT INTO t VALUES ( ? )'],
    ["SELECT 'it''s Anna', E'a\\'b', B'01', $$Karin$$, $x$ $$ Karin $x$", 'SELECT ?'],
    ['SELECT 1 -- Anna\n, /* Karin */ 2.5e-3::int', 'SELECT ? :: int'],
    ["SELECT now() AT TIME ZONE 'UTC', a.b", 'SELECT now ( ) AT TIME ZONE ?, a.b'],
  ])('%s', (statement, shape) => {
    expect(sqlShape(statement)).toBe(shape);
    expect(sqlShape(sqlShape(statement))).toBe(sqlShape(statement));
  });

  it.each([
    ["SELECT 'never ends", 'an open string'],
    ['SELECT "Anna Andersson"', 'a name with a space'],
    ['SELECT "Åsa"', 'letters of no keyword'],
    ['SELECT Åsa', 'letters outside of quotes'],
    ["SELECT 'a\\', 'Anna', '\\'", 'a backslash, which ends differently by a setting'],
    ['/* a /* b */ Anna */ SELECT 1', 'a comment in a comment'],
    ['SELECT 19670101Anna', 'a number that goes on'],
  ])('%s is unreadable: %s', (statement) => {
    expect(sqlShape(statement)).toBe(unreadable);
  });

  it('holds nothing of a value, wherever it stands', () => {
    const mark = 'kanarie';
    const value = fc.oneof(
      fc.string().map((text) => `'${`${text}${mark}${text}`.replaceAll("'", "''")}'`),
      fc.string().map((text) => `E'${`${text}${mark}`.replaceAll(/['\\]/g, (sign) => `\\${sign}`)}'`),
      fc.string().map((text) => `$t$${`${mark}${text}`.replaceAll('$', '')}$t$`),
      fc.string().map((text) => `/* ${`${mark}${text}`.replaceAll(/[*/]/g, '')} */ 1`),
      fc.nat().map((number) => String(number)),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 5 }), (values) => {
        const shape = sqlShape(
          `INSERT INTO t (a) VALUES (${values.join(', ')}) RETURNING ${values.at(0) ?? '1'}`,
        );
        expect(shape).not.toContain(mark);
        expect(shape).not.toMatch(/\d/);
        expect(sqlShape(shape)).toBe(shape);
      }),
    );
  });
});
