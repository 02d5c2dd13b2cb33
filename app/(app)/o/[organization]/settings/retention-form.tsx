"use client";

import { TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { SubmitButton } from "../../../../_ui/submit-button.tsx";
import { SavedMark } from "../../../_account/saved-mark.tsx";
import { retentionAction } from "./retention-action.ts";
import classes from "./settings.module.css";

/** Changes for how many days reports are kept. */
export function RetentionForm({ organization, days }: { organization: string; days: number }) {
  const t = useTranslations("settings.retention");
  const [state, action] = useActionState(retentionAction.bind(null, organization), null);
  return (
    <form action={action} noValidate className={classes.form}>
      <TextInput
        name="days"
        label={t("days")}
        description={t("daysHint")}
        // The browser empties a form that was sent.
        defaultValue={state?.text ?? String(days)}
        error={state?.kind === "invalid" ? t("invalid") : null}
        errorProps={{ role: "alert" }}
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        classNames={{ input: classes.days ?? "" }}
      />
      <div className={classes.line}>
        <SubmitButton variant="default">{t("submit")}</SubmitButton>
        <SavedMark shown={state?.kind === "saved"}>
          {state?.kind === "saved" ? t("saved", { days: state.days }) : null}
        </SavedMark>
      </div>
    </form>
  );
}
