import type { ReactNode } from "react";
import classes from "./panel.module.css";

type Props = {
  title: ReactNode;
  description?: ReactNode;
  /** At the end of the title's line. */
  actions?: ReactNode;
  children: ReactNode;
  headingLevel?: 2 | 3;
};

/** A titled part of a page on a surface of its own. */
export function Panel({ title, description, actions, children, headingLevel = 2 }: Props) {
  const Heading = headingLevel === 2 ? "h2" : "h3";
  return (
    <section className={classes.panel}>
      <header className={classes.header}>
        <div className={classes.words}>
          <Heading className={classes.title}>{title}</Heading>
          {description === undefined ? null : <div className={classes.description}>{description}</div>}
        </div>
        {actions}
      </header>
      {children}
    </section>
  );
}
