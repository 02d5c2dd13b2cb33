import type { ReactNode } from "react";
import classes from "./rows.module.css";

/** A list of people, sessions or the like, whose parts wrap instead of scrolling sideways. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={classes.rows} aria-label={label}>
      {children}
    </ul>
  );
}

/** What can be done with a row, side by side. */
export function RowActions({ children }: { children: ReactNode }) {
  return <div className={classes.actions}>{children}</div>;
}

type RowProps = { name: ReactNode; note?: ReactNode; children?: ReactNode };

/** One of `Rows`: its name, a quiet note, and what can be done with it at the end. */
export function Row({ name, note, children }: RowProps) {
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <div className={classes.name}>{name}</div>
        {note === undefined ? null : <div className={classes.note}>{note}</div>}
      </div>
      {children}
    </li>
  );
}
