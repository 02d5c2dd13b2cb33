import type { ReactNode } from "react";
import classes from "./form-card.module.css";

/** The surface of a page that holds a single form. */
export function FormCard({ children }: { children: ReactNode }) {
  return <div className={classes.card}>{children}</div>;
}

/** A quiet line under the card, e.g. where to go instead. */
export function FormAside({ children }: { children: ReactNode }) {
  return <p className={classes.aside}>{children}</p>;
}

/** A notice above the card. */
export function FormNotice({ children }: { children: ReactNode }) {
  return <div className={classes.notice}>{children}</div>;
}
