"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { SubmitButton } from "../../../../../../_ui/submit-button.tsx";
import type { DomainParams } from "../../../_parts/paths.ts";
import { type CheckState, checkAction } from "./check-action.ts";
import classes from "./check-form.module.css";

type Props = DomainParams & {
  label: string;
  variant?: "filled" | "default";
  fullWidth?: boolean;
};

/** Starts a live check; what came of it is announced, and the page around it shows the findings. */
export function CheckForm({ organization, domain, label, variant = "filled", fullWidth = false }: Props) {
  const t = useTranslations("domains.check");
  const [state, action, pending] = useActionState(checkAction.bind(null, { organization, domain }), null);
  return (
    <form action={action}>
      <SubmitButton variant={variant} fullWidth={fullWidth}>
        {label}
      </SubmitButton>
      <p role="status" className={classes.status}>
        {pending ? t("pending") : wording(t, state)}
      </p>
    </form>
  );
}

function wording(t: ReturnType<typeof useTranslations<"domains.check">>, state: CheckState): string {
  if (state === null) return "";
  switch (state.kind) {
    case "rate-limited":
      return t("rateLimited", { minutes: state.minutes });
    case "busy":
      return t("busy");
    case "checked":
      if (state.proven === "elsewhere") return t("elsewhere");
      return state.proven ? t("done", { errors: state.errors }) : t("notProven");
    default:
      return state satisfies never;
  }
}
