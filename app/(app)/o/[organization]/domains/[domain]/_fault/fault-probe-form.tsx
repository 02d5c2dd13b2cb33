"use client";

import { useTranslations } from "next-intl";
import { useActionState, useEffect, useRef } from "react";
import { Notice } from "../../../../../../_ui/notice.tsx";
import classes from "./fault-probe.module.css";
import type { FaultProbeState } from "./probe-fault-action.tsx";

type Props = {
  /** What the `FaultButton`s call it. */
  id: string;
  look: (state: FaultProbeState, form: FormData) => Promise<FaultProbeState>;
};

/** The form that the `FaultButton`s send, and what came of it. */
export function FaultProbeForm({ id, look }: Props) {
  const t = useTranslations("faultProbe");
  const [state, action, pending] = useActionState(look, null);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (pending) place.current?.scrollIntoView({ block: "nearest" });
  }, [pending]);
  return (
    <div ref={place} className={classes.probe}>
      <form id={id} action={action} />
      <p role="status" className={classes.status}>
        {pending ? t("pending") : state === null ? "" : t(`outcome.${state.kind}`)}
      </p>
      {pending ? null : <Outcome state={state} />}
    </div>
  );
}

function Outcome({ state }: { state: FaultProbeState }) {
  const t = useTranslations("faultProbe");
  if (state === null) return null;
  if (state.kind === "looked") return state.content;
  return (
    <Notice tone="warning">
      {state.kind === "rate-limited" ? t("rateLimited", { minutes: state.minutes }) : t("invalid")}
    </Notice>
  );
}
