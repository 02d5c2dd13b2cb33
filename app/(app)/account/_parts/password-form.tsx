"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { SubmitButton } from "../../../_ui/submit-button.tsx";
import { PasswordField } from "../../_account/password-field.tsx";
import { ProblemNotice } from "../../_account/problem-notice.tsx";
import { SavedMark } from "../../_account/saved-mark.tsx";
import { savePassword } from "../actions.ts";
import classes from "./account-form.module.css";

type Props = { email: string; hasPassword: boolean; asksCurrent: boolean; min: number };

/** Changes the password, or sets a first one. */
export function PasswordForm({ email, hasPassword, asksCurrent, min }: Props) {
  const t = useTranslations("accounts");
  const [state, action] = useActionState(savePassword, {});
  return (
    <form action={action} noValidate className={classes.form}>
      <ProblemNotice problem={state.problem} />
      {/* Tells password managers whose password this is. */}
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      {asksCurrent ? (
        <PasswordField
          name="currentPassword"
          label={t("field.currentPassword")}
          kind="current"
          problem={state.fields?.currentPassword}
          size="sm"
        />
      ) : null}
      <PasswordField
        name="newPassword"
        label={t("field.newPassword")}
        kind="new"
        min={min}
        problem={state.fields?.newPassword}
        size="sm"
      />
      <div className={classes.end}>
        <SubmitButton>{t(hasPassword ? "account.password.submit" : "account.password.set")}</SubmitButton>
        <SavedMark shown={state.done === true}>{t("account.password.changed")}</SavedMark>
      </div>
    </form>
  );
}
