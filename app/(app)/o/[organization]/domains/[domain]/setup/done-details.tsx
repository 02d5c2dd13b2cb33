import type { ReactNode } from "react";
import classes from "./done-details.module.css";

type Props = {
  /** Whether the step needs nothing more, so that its instructions may fold away. */
  done: boolean;
  /** Opens the instructions again. */
  label: string;
  children: ReactNode;
};

/** Instructions that fold away once they are followed: nobody should replace what works. */
export function DoneDetails({ done, label, children }: Props) {
  if (!done) return <>{children}</>;
  return (
    <details className={classes.details}>
      <summary>{label}</summary>
      <div className={classes.content}>{children}</div>
    </details>
  );
}
