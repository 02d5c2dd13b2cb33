"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Notice } from "../../_ui/notice.tsx";
import { SubmitButton } from "../../_ui/submit-button.tsx";
import { EmailField } from "../_account/email-field.tsx";
import classes from "../_account/form-card.module.css";
import { ProblemNotice } from "../_account/problem-notice.tsx";
import { requestSignUpAction } from "./actions.ts";

/** Asks for the address of a new account. */
export function RequestForm() {
  const t = useTranslations("accounts.signUp");
  const [state, action] = useActionState(requestSignUpAction, {});
  if (state.done) {
    return (
      <Notice tone="ok" role="status" title={t("sentTitle")}>
        {t("sentText", { email: state.values?.email ?? "" })}
      </Notice>
    );
  }
  return (
    <form action={action} noValidate className={classes.form}>
      <ProblemNotice problem={state.problem} />
      <EmailField autoComplete="email" problem={state.fields?.email} value={state.values?.email} autoFocus />
      <SubmitButton size="md">{t("submit")}</SubmitButton>
    </form>
  );
}
