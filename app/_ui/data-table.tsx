import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import classes from "./data-table.module.css";
import hidden from "./hidden-text.module.css";
import { ScrollRegion } from "./scroll-region.tsx";

export type Column<Row> = {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers go to the end, so that their digits stand under each other. */
  align?: "start" | "end";
  /** The cell that names its row; it becomes the row's header. */
  rowHeader?: boolean;
};

type Props<Row> = {
  /** Names the table; shown above it unless `hideCaption`. */
  caption: string;
  hideCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Stands in place of a table without rows. */
  empty?: ReactNode;
};

/** A table that stays a table: real headers, and at 360 px it scrolls sideways instead of falling apart. */
export function DataTable<Row>({ caption, hideCaption = false, columns, rows, rowKey, empty }: Props<Row>) {
  const t = useTranslations("ui.table");
  if (rows.length === 0) return empty ?? <p className={classes.empty}>{t("empty")}</p>;
  return (
    <ScrollRegion label={t("scroll", { caption })}>
      <table className={classes.table}>
        <caption className={hideCaption ? hidden.hidden : classes.caption}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-align={column.align ?? "start"}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const align = column.align ?? "start";
  if (column.rowHeader !== true) return <td data-align={align}>{column.cell(row)}</td>;
  return (
    <th scope="row" data-align={align}>
      {column.cell(row)}
    </th>
  );
}
