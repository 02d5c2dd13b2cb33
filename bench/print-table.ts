import { type Comparison, median, reached } from "./compare.ts";

/** A table for a terminal; each ratio is a median, with its range over the rounds. */
export function tableOf(comparisons: Comparison[]): string {
  const head = ["measure", "ours", "reference", "ratio", "range", "target", ""];
  const rows = [head, ...comparisons.map(rowOf)];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0, column))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function rowOf(one: Comparison): string[] {
  const { measure, unit, ours, reference, ratios, target } = one;
  return [
    measure,
    `${amount(median(ours))} ${unit}`,
    `${amount(median(reference))} ${unit}`,
    median(ratios).toFixed(2),
    `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
    "min" in target ? `≥ ${target.min}` : `≤ ${target.max}`,
    reached(one) ? "reached" : "MISSED",
  ];
}

function amount(value: number): string {
  return Math.round(value).toLocaleString("en");
}

/** Numbers stand to the right. */
function pad(cell: string, width: number, column: number): string {
  return column >= 1 && column <= 4 ? cell.padStart(width) : cell.padEnd(width);
}
