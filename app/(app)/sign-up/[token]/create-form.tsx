"use client";

import { TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { SubmitButton } from "../../../_ui/submit-button.tsx";
import { EmailField } from "../../_account/email-field.tsx";
import classes from "../../_account/form-card.module.css";
import { PasswordField } from "../../_account/password-field.tsx";
import { ProblemNotice, useFieldProblem } from "../../_account/problem-notice.tsx";
import { createAccount } from "./actions.ts";

type Props = {
  token: string;
  /** The address that the link was made for; `null`: it is typed. */
  email: string | null;
  /** Shortest password. */
  min: number;
};

/** Makes an account by a link. */
export function CreateForm({ token, email, min }: Props) {
  const t = useTranslations("accounts");
  const words = useFieldProblem();
  const [state, action] = useActionState(createAccount, {});
  return (
    <form action={action} noValidate className={classes.form}>
      <ProblemNotice problem={state.problem} />
      <input type="hidden" name="token" value={token} />
      {email === null ? (
        <EmailField
          autoComplete="email"
          problem={state.fields?.email}
          value={state.values?.email}
          autoFocus
        />
      ) : (
        <TextInput
          name="email"
          type="email"
          label={t("field.email")}
          description={t("create.addressFixed")}
          value={email}
          readOnly
          autoComplete="username"
          size="md"
        />
      )}
      <TextInput
        name="name"
        label={t("field.name")}
        description={t("field.nameHint")}
        defaultValue={state.values?.name ?? ""}
        error={words(state.fields?.name)}
        autoComplete="name"
        maxLength={100}
        size="md"
      />
      <PasswordField
        name="password"
        label={t("field.password")}
        kind="new"
        min={min}
        problem={state.fields?.password}
      />
      <SubmitButton size="md">{t("create.submit")}</SubmitButton>
    </form>
  );
}
