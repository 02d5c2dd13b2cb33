"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { SubmitButton } from "../../../../_ui/submit-button.tsx";
import classes from "../../../_account/form-card.module.css";
import type { Problem } from "../../../_account/form-state.ts";
import { ProblemNotice } from "../../../_account/problem-notice.tsx";
import { wrappingButton } from "../../../_account/wrapping-button.ts";
import { signInProblem } from "../../_parts/sign-in-problem.ts";

/** Spends the link and goes to the account, where a new password can be chosen. */
export function RedeemForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations("accounts.operatorLink");
  const [problem, action] = useActionState(() => redeem(token), undefined);
  return (
    <form action={action} className={classes.form}>
      <ProblemNotice problem={problem} />
      <SubmitButton {...wrappingButton}>{t("submit", { email })}</SubmitButton>
    </form>
  );
}

async function redeem(token: string): Promise<Problem | undefined> {
  const result = await signIn("link", { token, redirect: false }).catch(() => null);
  if (!result) return { code: "unreachable" };
  if (result.error) return signInProblem(result.error);
  window.location.assign("/account");
  // The form stays busy until the next page is there.
  return new Promise(() => {});
}
