import { Box, Stack, Table, Text } from '@mantine/core';
import classes from './count-table.module.css';
import { type Count, isNone, PublishedCount } from './published-count.tsx';

export interface CountColumn {
  key: string;
  label: string;
  total?: boolean;
}

export interface CountRow {
  key: string;
  label: string;
  /** As many as there are columns. */
  counts: readonly Count[];
  total?: boolean;
}

interface Props {
  caption: string;
  /** What the rows are. */
  rowsAre: string;
  columns: readonly CountColumn[];
  rows: readonly CountRow[];
  /** Said of a row without anything in it. */
  none: string;
}

/** Counts as a table; on a narrow screen each row is a short list of what there was. */
export function CountTable(props: Props) {
  const { caption, rowsAre, columns, rows } = props;
  return (
    <>
      <Box visibleFrom="sm">
        <Table className={classes.table} verticalSpacing={8} horizontalSpacing={6} fz="sm">
          <Table.Caption className={classes.caption}>{caption}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{rowsAre}</Table.Th>
              {columns.map(({ key, label }) => (
                <Table.Th key={key} scope="col" className={classes.number}>
                  {label}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.key} {...(row.total ? { className: classes.total } : {})}>
                <Table.Th scope="row" className={classes.label}>
                  {row.label}
                </Table.Th>
                {columns.map((column, at) => (
                  <Table.Td key={column.key} className={classes.number}>
                    <Cell row={row} column={column} at={at} />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Box>
      <Stack hiddenFrom="sm" gap="md" component="ul" className={classes.list} aria-label={caption}>
        {rows.map((row) => (
          <NarrowRow key={row.key} row={row} columns={columns} none={props.none} />
        ))}
      </Stack>
    </>
  );
}

/** Noughts and totals that are left out are not worth a line here. */
function NarrowRow({ row, columns, none }: { row: CountRow } & Pick<Props, 'columns' | 'none'>) {
  const present = columns
    .map((column, at) => ({ column, at, count: row.counts[at] ?? { count: 0, suppressed: false } }))
    .filter(({ column, count }) =>
      row.total || column.total ? count.count !== null && !isNone(count) : !isNone(count),
    );
  if (row.total && present.length === 0) return null;
  return (
    <li>
      <Text fw={600} size="sm">
        {row.label}
      </Text>
      {present.length === 0 ? (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      ) : (
        <dl className={classes.counts}>
          {present.map(({ column, at }) => (
            <div key={column.key}>
              <dt>{column.label}</dt>
              <dd>
                <Cell row={row} column={column} at={at} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

function Cell({ row, column, at }: { row: CountRow; column: CountColumn; at: number }) {
  const count = row.counts[at];
  return count ? <PublishedCount of={count} total={row.total || column.total || false} /> : null;
}
