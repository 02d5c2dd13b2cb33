"use client";

import type { ReactNode } from "react";
import { ToneIcon } from "../../_ui/tone-icon.tsx";
import classes from "./saved-mark.module.css";

/** Says beside the button that a form was saved; announced, since nothing else changes. */
export function SavedMark({ shown, children }: { shown: boolean; children: ReactNode }) {
  return (
    <span role="status" className={classes.saved}>
      {shown ? (
        <>
          <ToneIcon tone="ok" />
          {children}
        </>
      ) : null}
    </span>
  );
}
