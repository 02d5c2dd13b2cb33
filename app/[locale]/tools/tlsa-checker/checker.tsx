"use client";

import { useActionState, useRef, useState } from "react";
import type { Span } from "../_parts/placed-findings.tsx";
import { check } from "./actions.ts";
import { CheckForm } from "./check-form.tsx";
import { CheckResult } from "./check-result.tsx";
import { nothingChecked } from "./check-state.ts";
import classes from "./checker.module.css";

/** The form, and what was found. The certificates are read on the server, which keeps nothing. */
export function Checker() {
  const [state, submit] = useActionState(check, nothingChecked);
  const [holdsKey, setHoldsKey] = useState(false);
  const records = useRef<HTMLTextAreaElement>(null);
  const { fields, outcome } = state;

  function show({ start, end }: Span) {
    records.current?.focus();
    records.current?.setSelectionRange(start, end);
  }

  return (
    <div className={classes.stack}>
      <CheckForm
        action={submit}
        fields={fields}
        problem={
          holdsKey
            ? { code: "private-key", position: 0 }
            : outcome.kind === "problem"
              ? outcome.problem
              : null
        }
        onSend={(form) => {
          const isKey = /PRIVATE KEY-----/.test(String(form.get("chain")));
          setHoldsKey(isKey);
          return !isKey;
        }}
        records={records}
      />
      {holdsKey || outcome.kind !== "checked" ? null : (
        <CheckResult text={fields.records} outcome={outcome} onShow={show} />
      )}
    </div>
  );
}
