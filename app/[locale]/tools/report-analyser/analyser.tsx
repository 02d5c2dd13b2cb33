"use client";

import { useRef } from "react";
import { DropPanel } from "./_view/drop-panel.tsx";
import { Results } from "./_view/results.tsx";
import { VisitStatus } from "./_view/visit-status.tsx";
import classes from "./analyser.module.css";
import { useFileDrop } from "./use-file-drop.ts";
import { useVisit } from "./use-visit.ts";

/** Reads reports and shows what they say. Everything happens in this page: no file, and nothing in one, is sent anywhere. */
export function Analyser({ startWithSample }: { startWithSample: boolean }) {
  const { visit, add, showSample, clear } = useVisit(startWithSample);
  const isOver = useFileDrop(add);
  const panel = useRef<HTMLElement>(null);

  function startAnew() {
    clear();
    // The button that was pressed is gone, and with it the place of the keyboard.
    panel.current?.focus();
  }

  return (
    <div className={classes.analyser}>
      <DropPanel ref={panel} isOver={isOver} onFiles={add} onSample={showSample} />
      <VisitStatus visit={visit} onClear={startAnew} />
      <Results files={visit.files} />
    </div>
  );
}
