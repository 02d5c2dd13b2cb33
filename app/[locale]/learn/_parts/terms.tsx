import type { ReactNode } from "react";
import classes from "./terms.module.css";

type Term = { id: string; term: ReactNode; text: ReactNode };

/** Words or fields with what they mean, one below the other. */
export function Terms({ terms }: { terms: readonly Term[] }) {
  return (
    <dl className={classes.terms}>
      {terms.map(({ id, term, text }) => (
        <div key={id} className={classes.term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
