"use client";

import { NativeSelect } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { useActionState } from "react";
import { ErrorNotice } from "../../../../../../../_ui/error-notice.tsx";
import { Notice } from "../../../../../../../_ui/notice.tsx";
import { SubmitButton } from "../../../../../../../_ui/submit-button.tsx";
import type { DomainParams } from "../../../../_parts/paths.ts";
import classes from "./rotate-address.module.css";
import { type RotateState, rotateAddressAction } from "./rotate-address-action.ts";

type Props = DomainParams & { /** In days. */ choices: number[]; initial: number };

/** Asks for how long the present address goes on working, and makes a new one. */
export function RotateAddressForm({ organization, domain, choices, initial }: Props) {
  const t = useTranslations("addressRotation");
  const [state, action] = useActionState(rotateAddressAction.bind(null, { organization, domain }), null);
  return (
    <form action={action} className={classes.form}>
      <NativeSelect
        name="graceDays"
        label={t("grace")}
        defaultValue={String(initial)}
        data={choices.map((days) => ({ value: String(days), label: t("days", { days }) }))}
        className={classes.grace ?? ""}
      />
      <div>
        <SubmitButton variant="default">{t("submit")}</SubmitButton>
      </div>
      <Outcome state={state} />
    </form>
  );
}

function Outcome({ state }: { state: RotateState }) {
  const t = useTranslations("addressRotation");
  const format = useFormatter();
  if (state === null) return null;
  switch (state.kind) {
    case "too-many":
      return <ErrorNotice>{t("tooMany")}</ErrorNotice>;
    case "rotated":
      return (
        <Notice tone="ok" role="status">
          {t("done", { until: format.dateTime(state.until, "minute") })}
        </Notice>
      );
    default:
      return state satisfies never;
  }
}
