import Link from "next/link";
import type { ReactNode } from "react";
import classes from "./page-header.module.css";

type Props = {
  title: ReactNode;
  /** One sentence under the title, or badges. */
  description?: ReactNode;
  /** The way back up, e.g. to the list of domains. */
  back?: { href: string; label: string };
  /** Buttons and links at the end of the line. */
  actions?: ReactNode;
};

/** The one `h1` of a page, with the way up, a description and actions. */
export function PageHeader({ title, description, back, actions }: Props) {
  return (
    <header className={classes.header} data-back={back !== undefined}>
      {back === undefined ? null : (
        <Link href={back.href} className={classes.back}>
          <span aria-hidden="true">←</span> {back.label}
        </Link>
      )}
      <h1 className={classes.title}>{title}</h1>
      {description === undefined ? null : <div className={classes.description}>{description}</div>}
      {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
