"use client";

import { NativeSelect } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { HiddenText } from "../../../../../../../_ui/hidden-text.tsx";
import { SubmitButton } from "../../../../../../../_ui/submit-button.tsx";
import type { DomainParams } from "../../../../_parts/paths.ts";
import { type SendTestState, sendTestAction } from "./send-test-action.ts";
import classes from "./test-report.module.css";

type Props = DomainParams & { road: "https" | "smtp" | "imap"; destinations: readonly string[] };

/** Sends a test on one road; what became of the wish is announced. */
export function SendForm({ organization, domain, road, destinations }: Props) {
  const t = useTranslations("testReport");
  const [state, action, pending] = useActionState(sendTestAction.bind(null, { organization, domain }), null);
  return (
    <form action={action} className={classes.form}>
      <input type="hidden" name="road" value={road} />
      {destinations.length > 1 ? (
        <NativeSelect name="destination" label={t("destination")} data={[...destinations]} />
      ) : (
        <code className={classes.destination}>{destinations[0]}</code>
      )}
      <div className={classes.line}>
        <SubmitButton>
          {t("send")}
          <HiddenText> {t("sendBy", { road: t(`road.${road}.name`) })}</HiddenText>
        </SubmitButton>
        <span role="status" className={classes.quiet}>
          {pending ? "" : answer(t, state)}
        </span>
      </div>
    </form>
  );
}

function answer(t: ReturnType<typeof useTranslations<"testReport">>, state: SendTestState): string {
  if (state === null) return "";
  switch (state.kind) {
    case "begun":
      return t("answer.begun");
    case "rate-limited":
      return t("answer.rate-limited", { seconds: state.seconds });
    case "closed":
      return t("answer.closed");
    default:
      return state satisfies never;
  }
}
