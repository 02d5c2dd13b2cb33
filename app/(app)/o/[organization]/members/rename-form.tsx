"use client";

import { TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { SubmitButton } from "../../../../_ui/submit-button.tsx";
import { useFieldProblem } from "../../../_account/problem-notice.tsx";
import { SavedMark } from "../../../_account/saved-mark.tsx";
import { rename } from "./actions.ts";
import classes from "./invite-form.module.css";

/** Changes the organization's shown name. */
export function RenameForm({ slug, name }: { slug: string; name: string }) {
  const t = useTranslations("accounts.members");
  const words = useFieldProblem();
  const [state, action] = useActionState(rename, {});
  return (
    <form action={action} noValidate className={classes.form}>
      <input type="hidden" name="organization" value={slug} />
      <TextInput
        name="name"
        label={t("name")}
        defaultValue={state.values?.name ?? name}
        error={words(state.fields?.name)}
        required
        withAsterisk={false}
        maxLength={100}
        autoComplete="off"
      />
      <div className={classes.end}>
        <SubmitButton variant="default">{t("renameSubmit")}</SubmitButton>
        <SavedMark shown={state.done === true}>{t("renamed")}</SavedMark>
      </div>
    </form>
  );
}
