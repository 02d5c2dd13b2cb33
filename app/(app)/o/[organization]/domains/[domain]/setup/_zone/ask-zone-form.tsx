"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Notice } from "../../../../../../../_ui/notice.tsx";
import { SubmitButton } from "../../../../../../../_ui/submit-button.tsx";
import classes from "./ask-zone.module.css";
import type { ZoneState } from "./compare-zone-action.tsx";

type Props = {
  ask: (state: ZoneState) => Promise<ZoneState>;
  /** The record's name, for screen readers. */
  name: string;
};

/** Tells a record that is not published from one that is not visible everywhere yet. */
export function AskZoneForm({ ask, name }: Props) {
  const t = useTranslations("zoneCheck");
  const [state, action, pending] = useActionState(ask, null);
  return (
    <div className={classes.zone}>
      <form action={action} className={classes.ask}>
        <SubmitButton
          variant="default"
          classNames={{ root: classes.button ?? "", label: classes.label ?? "" }}
        >
          {t("ask")}
        </SubmitButton>
        <p role="status" className={classes.status}>
          {pending ? t("pending", { name }) : state?.kind === "compared" ? t("done", { name }) : ""}
        </p>
      </form>
      {state?.kind === "rate-limited" && !pending ? (
        <Notice tone="warning">{t("rateLimited", { minutes: state.minutes })}</Notice>
      ) : null}
      {state?.kind === "compared" && !pending ? state.content : null}
    </div>
  );
}
