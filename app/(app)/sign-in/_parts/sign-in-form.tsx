"use client";

import { Button, Divider } from "@mantine/core";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { SubmitButton } from "../../../_ui/submit-button.tsx";
import { EmailField } from "../../_account/email-field.tsx";
import classes from "../../_account/form-card.module.css";
import type { FormState } from "../../_account/form-state.ts";
import { PasswordField } from "../../_account/password-field.tsx";
import { ProblemNotice } from "../../_account/problem-notice.tsx";
import { wrappingButton } from "../../_account/wrapping-button.ts";
import { signInProblem } from "./sign-in-problem.ts";

type Props = {
  /** A path of ours, see `returnPath`. */
  returnTo: string;
  providers: readonly { id: string; name: string }[];
  /** From a sign-in that ended elsewhere, e.g. at a provider. */
  error?: string | undefined;
  email?: string | undefined;
};

type State = FormState<"email" | "password">;

/** Password, sign-in link and providers. Whoever is signed in gets the whole next page anew, in their language. */
export function SignInForm({ returnTo, providers, error, email }: Props) {
  const t = useTranslations("accounts");
  const [state, action] = useActionState((_: State, form: FormData) => attempt(form, returnTo), {
    ...withProblem(error),
    values: { email: email ?? "" },
  });
  const others = providers.filter(({ id }) => id !== "email");
  const byMail = others.length < providers.length;
  return (
    <form action={action} noValidate className={classes.form}>
      <ProblemNotice problem={state.problem} />
      <EmailField
        autoComplete="username"
        problem={state.fields?.email}
        value={state.values?.email}
        autoFocus
      />
      <PasswordField
        name="password"
        label={t("field.password")}
        kind="current"
        problem={state.fields?.password}
      />
      <SubmitButton {...wrappingButton}>{t("signIn.submit")}</SubmitButton>
      {providers.length === 0 ? null : <Divider label={t("signIn.or")} labelPosition="center" />}
      {byMail ? (
        <SubmitButton {...wrappingButton} variant="default" name="by" value="mail">
          {t("signIn.mailLink")}
        </SubmitButton>
      ) : null}
      {others.map(({ id, name }) => (
        <Button
          key={id}
          {...wrappingButton}
          variant="default"
          onClick={() => void signIn(id, { callbackUrl: returnTo })}
        >
          {t("signIn.with", { provider: name })}
        </Button>
      ))}
    </form>
  );
}

async function attempt(form: FormData, returnTo: string): Promise<State> {
  const email = String(form.get("email") ?? "").trim();
  const password = String(form.get("password") ?? "");
  const byMail = form.get("by") === "mail";
  const values = { email };
  if (!email.includes("@")) return { values, fields: { email: "email-invalid" } };
  if (!byMail && password === "") return { values, fields: { password: "password-missing" } };
  const sent = byMail
    ? signIn("email", { email, callbackUrl: returnTo, redirect: false })
    : signIn("password", { email, password, callbackUrl: returnTo, redirect: false });
  const result = await sent.catch(() => null);
  if (!result) return { values, problem: { code: "unreachable" } };
  if (result.error) return { values, ...withProblem(result.error) };
  window.location.assign(byMail ? "/sign-in/check-mail" : returnTo);
  // The form stays busy until the next page is there.
  return new Promise(() => {});
}

function withProblem(error: string | undefined): Pick<State, "problem"> {
  const problem = signInProblem(error);
  return problem ? { problem } : {};
}
