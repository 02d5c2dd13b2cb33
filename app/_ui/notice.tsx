import type { ReactNode } from "react";
import classes from "./notice.module.css";
import type { Tone } from "./tone.ts";
import { ToneIcon } from "./tone-icon.tsx";

type Props = {
  tone: Tone;
  title?: ReactNode;
  children?: ReactNode;
  /** `alert` interrupts a screen reader, `status` waits; leave it out for what stands there from the start. */
  role?: "alert" | "status";
};

/** A message in the flow of a page: icon, optional title, text. */
export function Notice({ tone, title, children, role }: Props) {
  return (
    <div className={classes.notice} data-tone={tone} role={role}>
      <span className={classes.icon}>
        <ToneIcon tone={tone} size={20} />
      </span>
      <div className={classes.body}>
        {title === undefined ? null : <p className={classes.title}>{title}</p>}
        {children === undefined ? null : <div>{children}</div>}
      </div>
    </div>
  );
}
