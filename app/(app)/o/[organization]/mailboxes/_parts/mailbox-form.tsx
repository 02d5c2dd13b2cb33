"use client";

import { PasswordInput, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useActionState, useState } from "react";
import { ErrorNotice } from "../../../../../_ui/error-notice.tsx";
import { SubmitButton } from "../../../../../_ui/submit-button.tsx";
import { type MailboxFormState, saveMailbox } from "../actions.ts";
import { Choice } from "./choice.tsx";
import classes from "./mailbox-form.module.css";
import type { MailboxField, MailboxFields } from "./read-settings.ts";
import { TestResult } from "./test-result.tsx";

type Props = {
  organization: string;
  /** `null`: a new one. */
  id: string | null;
  present: MailboxFields;
};

const kindsOfLogin = ["password", "oauth2_client", "oauth2"] as const;

/** Connects a mailbox or changes it; what stands in the form can be tested first. */
export function MailboxForm({ organization, id, present }: Props) {
  const t = useTranslations("mailboxes");
  const [state, action] = useActionState(saveMailbox, {});
  const values = { ...present, ...state.values };
  const shared = { state, values };
  const texts = useSecretTexts(id !== null);
  const [login, setLogin] = useState(values.authentication ?? "password");
  return (
    <form action={action} noValidate className={classes.form}>
      <input type="hidden" name="organization" value={organization} />
      {id === null ? null : <input type="hidden" name="id" value={id} />}
      {state.tooMany ? <ErrorNotice>{t("problem.too-many", { minutes: 0 })}</ErrorNotice> : null}
      <fieldset className={classes.group}>
        <legend className={classes.legend}>{t("form.server")}</legend>
        <div className={classes.pair}>
          <Field {...shared} name="host" />
          <Field {...shared} name="port" numeric />
        </div>
        <Choice {...shared} name="security" options={["tls", "starttls", "none"]} />
      </fieldset>
      <fieldset className={classes.group}>
        <legend className={classes.legend}>{t("form.login")}</legend>
        <Field {...shared} name="user" />
        <Choice {...shared} name="authentication" options={kindsOfLogin} onChoice={setLogin} />
        {login === "oauth2_client" ? (
          <>
            <Field {...shared} name="tokenUrl" />
            <Field {...shared} name="clientId" />
            <Secret {...texts.client} state={state} name="secret" />
            <Field {...shared} name="scope" />
            <Secret {...texts.refresh} state={state} name="refreshToken" />
          </>
        ) : (
          <Secret {...texts.password} state={state} name="secret" />
        )}
      </fieldset>
      <fieldset className={classes.group}>
        <legend className={classes.legend}>{t("form.mails")}</legend>
        <Field {...shared} name="folder" />
        <Choice {...shared} name="afterwards" options={["leave", "flag", "move"]} />
        <Field {...shared} name="moveTo" />
        <Field {...shared} name="name" />
      </fieldset>
      <TestResult state={state.test ?? null} />
      <div className={classes.end}>
        <SubmitButton name="intent" value="save">
          {t(id === null ? "form.add" : "form.save")}
        </SubmitButton>
        <SubmitButton name="intent" value="test" variant="default">
          {t("form.test")}
        </SubmitButton>
      </div>
    </form>
  );
}

type FieldProps = {
  state: MailboxFormState;
  values: MailboxFields;
  name: "host" | "port" | "user" | "tokenUrl" | "clientId" | "scope" | "folder" | "moveTo" | "name";
  numeric?: boolean;
};

function Field({ state, values, name, numeric = false }: FieldProps) {
  const t = useTranslations("mailboxes");
  return (
    <TextInput
      name={name}
      label={t(`form.${name}`)}
      description={t(`form.${name}Hint`)}
      defaultValue={values[name] ?? ""}
      error={useProblem(state, name)}
      inputMode={numeric ? "numeric" : "text"}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}

type SecretProps = {
  state: MailboxFormState;
  name: "secret" | "refreshToken";
  label: string;
  description: string;
};

function Secret({ state, name, label, description }: SecretProps) {
  // Kept here over a test, after which the browser would empty the field; the server never sends it back.
  const [secret, setSecret] = useState("");
  return (
    <PasswordInput
      name={name}
      value={secret}
      onChange={(event) => setSecret(event.currentTarget.value)}
      label={label}
      description={description}
      error={useProblem(state, name)}
      autoComplete="new-password"
      spellCheck={false}
    />
  );
}

/** What the fields of secrets are called, and what is said of them. */
function useSecretTexts(isKept: boolean) {
  const t = useTranslations("mailboxes.form");
  const kept = (hint: string, keeping: string) => (isKept ? `${hint} ${keeping}` : hint);
  return {
    password: { label: t("password"), description: kept(t("passwordHint"), t("passwordKept")) },
    client: { label: t("clientSecret"), description: kept(t("passwordHint"), t("clientSecretKept")) },
    refresh: { label: t("refreshToken"), description: t("refreshTokenHint") },
  };
}

function useProblem({ fields }: MailboxFormState, field: MailboxField): string | null {
  const t = useTranslations("mailboxes.problem");
  const code = fields?.[field];
  return code ? t(code, { minutes: 1 }) : null;
}
