import type { ReactNode } from "react";
import classes from "./inspection.module.css";

/** Facts side by side, as many as fit. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={classes.facts}>{children}</dl>;
}

type Props = { label: string; wide?: boolean; children: ReactNode };

export function Fact({ label, wide = false, children }: Props) {
  return (
    <div data-wide={wide}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Names that lead from one to the next. */
export function NameChain({ names }: { names: readonly string[] }) {
  return (
    <ol className={classes.chain}>
      {names.map((name) => (
        <li key={name}>
          <code>{name}</code>
        </li>
      ))}
    </ol>
  );
}
