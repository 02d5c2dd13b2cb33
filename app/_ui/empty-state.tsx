import type { ReactNode } from "react";
import classes from "./empty-state.module.css";

type Props = {
  title: string;
  /** What to do next, or why there is nothing yet. */
  children: ReactNode;
  /** The button or link that does it. */
  action?: ReactNode;
  /** A drawing or icon; decorative. */
  icon?: ReactNode;
  headingLevel?: 2 | 3;
};

/** Stands where a list would be: says why it is empty and what to do next. */
export function EmptyState({ title, children, action, icon, headingLevel = 2 }: Props) {
  const Heading = headingLevel === 2 ? "h2" : "h3";
  return (
    <section className={classes.box}>
      {icon === undefined ? null : (
        <div className={classes.icon} aria-hidden="true">
          {icon}
        </div>
      )}
      <Heading className={classes.title}>{title}</Heading>
      <div className={classes.text}>{children}</div>
      {action === undefined ? null : <div className={classes.action}>{action}</div>}
    </section>
  );
}
