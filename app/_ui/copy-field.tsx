"use client";

import { useId, useRef } from "react";
import { CopyButton } from "./copy-button.tsx";
import classes from "./copy-field.module.css";

type Props = {
  label: string;
  value: string;
  /** One quiet line under the label. */
  hint?: string | undefined;
  /** Keeps line breaks, for a policy file. */
  multiline?: boolean;
};

/** An exact value to carry elsewhere: monospaced, wrapped rather than cut, with a copy button. */
export function CopyField({ label, value, hint, multiline = false }: Props) {
  const labelId = useId();
  const text = useRef<HTMLElement>(null);

  function selectText() {
    if (text.current !== null) getSelection()?.selectAllChildren(text.current);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would announce form controls, and there are none.
    <div role="group" aria-labelledby={labelId} className={classes.field}>
      <div id={labelId} className={classes.label}>
        {label}
      </div>
      {hint === undefined ? null : <div className={classes.hint}>{hint}</div>}
      <code ref={text} className={classes.value} data-multiline={multiline}>
        {value}
      </code>
      <div className={classes.copy}>
        <CopyButton value={value} label={label} onRefused={selectText} />
      </div>
    </div>
  );
}
