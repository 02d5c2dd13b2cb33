import type { ReactNode } from "react";
import classes from "./hidden-text.module.css";

/** Words for screen readers where the eye needs none. */
export function HiddenText({ children }: { children: ReactNode }) {
  return <span className={classes.hidden}>{children}</span>;
}
