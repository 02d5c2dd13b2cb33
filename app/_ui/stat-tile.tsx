import type { ReactNode } from "react";
import classes from "./stat-tile.module.css";

type Props = {
  label: string;
  /** A `NumberText`, `PercentText`, `TimeText` or a word. */
  value: ReactNode;
  /** What the number covers, e.g. "last 30 days". */
  note?: ReactNode;
};

/** Holds `StatTile`s side by side, as many as fit. */
export function StatTiles({ children }: { children: ReactNode }) {
  return <dl className={classes.tiles}>{children}</dl>;
}

/** One number that matters, inside `StatTiles`. */
export function StatTile({ label, value, note }: Props) {
  return (
    <div className={classes.tile}>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.value}>{value}</dd>
      {note === undefined ? null : <dd className={classes.note}>{note}</dd>}
    </div>
  );
}
