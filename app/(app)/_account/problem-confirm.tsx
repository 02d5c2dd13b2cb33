"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type ReactNode, useActionState, useId, useRef } from "react";
import { SubmitButton } from "../../_ui/submit-button.tsx";
import type { Problem } from "./form-state.ts";
import classes from "./problem-confirm.module.css";
import { ProblemNotice } from "./problem-notice.tsx";

type Props = {
  /** The button's text. */
  label: string;
  /** What it does to whom: its name for screen readers, and the dialog's title. */
  name: string;
  action: (before: Problem | undefined, form: FormData) => Promise<Problem | undefined>;
  fields: Readonly<Record<string, string>>;
  children: ReactNode;
};

/** Asks once more before somebody loses a way in, and says in the dialog why it could not be done. */
export function ProblemConfirm({ label, name, action, fields, children }: Props) {
  const t = useTranslations("client.confirm");
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [problem, submit] = useActionState(action, undefined);
  return (
    <>
      <Button variant="default" size="xs" aria-label={name} onClick={() => dialog.current?.showModal()}>
        {label}
      </Button>
      <dialog ref={dialog} className={classes.dialog} aria-labelledby={titleId}>
        <h2 id={titleId} className={classes.title}>
          {name}
        </h2>
        <div>{children}</div>
        <form action={submit} className={classes.form}>
          <ProblemNotice problem={problem} />
          {Object.entries(fields).map(([field, value]) => (
            <input key={field} type="hidden" name={field} value={value} />
          ))}
          <div className={classes.buttons}>
            <Button variant="default" onClick={() => dialog.current?.close()}>
              {t("cancel")}
            </Button>
            <SubmitButton color="red.9">{label}</SubmitButton>
          </div>
        </form>
      </dialog>
    </>
  );
}
