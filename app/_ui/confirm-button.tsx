"use client";

import { Button, type ButtonProps } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useRef } from "react";
import classes from "./confirm-button.module.css";
import { SubmitButton } from "./submit-button.tsx";

type Props = {
  /** The button's text, which is also the dialog's title and its last button. */
  label: string;
  /** What happens, and what cannot be undone. */
  children: ReactNode;
  action: (form: FormData) => Promise<void>;
  /** Hidden fields of the form that `action` gets. */
  fields?: Readonly<Record<string, string>>;
  /** Red, for what destroys something. */
  danger?: boolean;
  variant?: ButtonProps["variant"];
};

/** A button whose action is asked about once more in a dialog. */
export function ConfirmButton({ label, children, action, fields = {}, danger = false, variant }: Props) {
  const t = useTranslations("client.confirm");
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);

  async function confirm(form: FormData) {
    await action(form);
    dialog.current?.close();
  }

  return (
    <>
      <Button variant={variant ?? "default"} onClick={() => dialog.current?.showModal()}>
        {label}
      </Button>
      <dialog ref={dialog} className={classes.dialog} aria-labelledby={titleId}>
        <h2 id={titleId} className={classes.title}>
          {label}
        </h2>
        <div>{children}</div>
        <form action={confirm} className={classes.buttons}>
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button variant="default" onClick={() => dialog.current?.close()}>
            {t("cancel")}
          </Button>
          {danger ? <SubmitButton color="red.9">{label}</SubmitButton> : <SubmitButton>{label}</SubmitButton>}
        </form>
      </dialog>
    </>
  );
}
