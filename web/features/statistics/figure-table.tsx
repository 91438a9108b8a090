import { Box, Button, Stack, Table, Text } from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useText } from '../../locales/i18n.ts';
import classes from '../transparency/count-table.module.css';
import { columns, type FigureRow, tellFigure, toCsv } from './figures.ts';

interface Props {
  caption: string;
  /** What the rows are. */
  rowsAre: string;
  rows: readonly FigureRow[];
  /** Of the CSV file, without its ending. */
  fileName: string;
}

/** Figures as a table; on a narrow screen each row is a short list. */
export function FigureTable({ caption, rowsAre, rows, fileName }: Props) {
  const { t } = useText();
  const tell = (row: FigureRow, column: (typeof columns)[number]) =>
    tellFigure({ figures: row.figures, column, t });

  function download() {
    // The mark by which spreadsheets know that it is UTF-8.
    const file = new Blob(['\uFEFF', toCsv(rows, rowsAre, t)], { type: 'text/csv;charset=utf-8' });
    const address = URL.createObjectURL(file);
    const link = document.createElement('a');
    link.href = address;
    link.download = `${fileName}.csv`;
    link.click();
    URL.revokeObjectURL(address);
  }

  return (
    <Stack gap="sm">
      <Box visibleFrom="sm">
        <Table verticalSpacing={6} horizontalSpacing={6} fz="sm" className={classes.table}>
          <Table.Caption className={classes.caption}>{caption}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{rowsAre}</Table.Th>
              {columns.map((column) => (
                <Table.Th key={column} scope="col" className={classes.number}>
                  {t(`statistics:${column}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.key}>
                <Table.Th scope="row" className={classes.label} style={{ whiteSpace: 'nowrap' }}>
                  {row.label}
                </Table.Th>
                {columns.map((column) => (
                  <Table.Td key={column} className={classes.number}>
                    {tell(row, column)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Box>
      <Stack hiddenFrom="sm" gap="md" component="ul" className={classes.list} aria-label={caption}>
        {rows.map((row) => (
          <li key={row.key}>
            <Text fw={600} size="sm">
              {row.label}
            </Text>
            <dl className={classes.counts}>
              {columns.map((column) => (
                <div key={column}>
                  <dt>{t(`statistics:${column}`)}</dt>
                  <dd>{tell(row, column)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </Stack>
      <Button
        variant="default"
        onClick={download}
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconFileTypeCsv size={18} aria-hidden />}
      >
        {t('statistics:csv')}
      </Button>
    </Stack>
  );
}
