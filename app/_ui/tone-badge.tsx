import type { ReactNode } from "react";
import type { Tone } from "./tone.ts";
import classes from "./tone-badge.module.css";
import { ToneIcon } from "./tone-icon.tsx";

type Props = {
  tone: Tone;
  children: ReactNode;
  /** Shown on hover; nothing may depend on it alone. */
  title?: string | undefined;
};

/** A short state: icon, word, colour. */
export function ToneBadge({ tone, children, title }: Props) {
  return (
    <span className={classes.badge} data-tone={tone} title={title}>
      <ToneIcon tone={tone} size={14} />
      {children}
    </span>
  );
}
