"use client";

import { NativeSelect, TextInput } from "@mantine/core";
import { useLocale, useTranslations } from "next-intl";
import { useActionState } from "react";
import { localeNames, locales } from "#lib/i18n/locale.ts";
import { SubmitButton } from "../../../_ui/submit-button.tsx";
import { useFieldProblem } from "../../_account/problem-notice.tsx";
import { SavedMark } from "../../_account/saved-mark.tsx";
import { saveProfile } from "../actions.ts";
import classes from "./account-form.module.css";

/** Name and language. */
export function ProfileForm({ name }: { name: string }) {
  const t = useTranslations("accounts");
  const locale = useLocale();
  const words = useFieldProblem();
  const [state, action] = useActionState(saveProfile, {});
  return (
    <form action={action} noValidate className={classes.form}>
      <TextInput
        name="name"
        label={t("field.name")}
        description={t("field.nameHint")}
        defaultValue={state.values?.name ?? name}
        error={words(state.fields?.name)}
        autoComplete="name"
        maxLength={100}
      />
      <NativeSelect
        key={locale}
        name="locale"
        label={t("account.profile.language")}
        description={t("account.profile.languageHint")}
        defaultValue={locale}
        data={locales.map((value) => ({ value, label: localeNames[value] }))}
      />
      <div className={classes.end}>
        <SubmitButton>{t("account.profile.submit")}</SubmitButton>
        <SavedMark shown={state.done === true}>{t("account.profile.saved")}</SavedMark>
      </div>
    </form>
  );
}
