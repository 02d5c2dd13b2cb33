import type { ReactNode } from "react";
import classes from "./facts.module.css";

/** Facts side by side, as many as fit. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={classes.facts}>{children}</dl>;
}

type Props = {
  label: string;
  /** Takes a whole line, for what is long. */
  wide?: boolean;
  children: ReactNode;
};

/** One fact, inside `Facts`. */
export function Fact({ label, wide = false, children }: Props) {
  return (
    <div data-wide={wide}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
