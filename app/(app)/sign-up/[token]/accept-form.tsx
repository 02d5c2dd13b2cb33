"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { SubmitButton } from "../../../_ui/submit-button.tsx";
import classes from "../../_account/form-card.module.css";
import { ProblemNotice } from "../../_account/problem-notice.tsx";
import { wrappingButton } from "../../_account/wrapping-button.ts";
import { accept } from "./actions.ts";

/** Accepts an invitation with the account that is signed in. */
export function AcceptForm({ token, organization }: { token: string; organization: string }) {
  const t = useTranslations("accounts.create");
  const [problem, action] = useActionState(accept, undefined);
  return (
    <form action={action} className={classes.form}>
      <ProblemNotice problem={problem} />
      <input type="hidden" name="token" value={token} />
      <SubmitButton {...wrappingButton}>{t("accept", { organization })}</SubmitButton>
    </form>
  );
}
