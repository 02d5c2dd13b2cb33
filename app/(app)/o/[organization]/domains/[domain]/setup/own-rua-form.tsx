"use client";

import { Textarea } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useActionState, useState } from "react";
import { SubmitButton } from "../../../../../../_ui/submit-button.tsx";
import type { DomainParams } from "../../../_parts/paths.ts";
import { type OwnRuaState, ownRuaAction } from "./own-rua-action.ts";
import classes from "./own-rua-form.module.css";

/** The user's own report destinations, which the record above lists after ours. */
export function OwnRuaForm({ organization, domain, ownRua }: DomainParams & { ownRua: string[] }) {
  const t = useTranslations("domains.ownRua");
  const [state, action] = useActionState(ownRuaAction.bind(null, { organization, domain }), null);
  const [text, setText] = useState(ownRua.join("\n"));
  return (
    <form action={action} className={classes.form}>
      <Textarea
        name="destinations"
        label={t("label")}
        description={t("hint")}
        placeholder={`mailto:tls-reports@${domain}`}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={refusal(t, state)}
        errorProps={{ role: "alert" }}
        autosize
        minRows={2}
        autoCapitalize="none"
        spellCheck={false}
        classNames={{ input: classes.input ?? "" }}
      />
      <div className={classes.line}>
        <SubmitButton variant="default">{t("save")}</SubmitButton>
        <span role="status" className={classes.status}>
          {state?.kind === "saved" ? t("saved") : ""}
        </span>
      </div>
    </form>
  );
}

function refusal(t: ReturnType<typeof useTranslations<"domains.ownRua">>, state: OwnRuaState): string | null {
  if (state === null) return null;
  switch (state.kind) {
    case "saved":
      return null;
    case "too-many":
      return t("tooMany");
    case "invalid":
      return t("invalid", { destination: state.destination, reason: state.reason });
    default:
      return state satisfies never;
  }
}
