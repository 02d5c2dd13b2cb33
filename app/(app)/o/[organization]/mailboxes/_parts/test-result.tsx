"use client";

import { useTranslations } from "next-intl";
import { ErrorNotice } from "../../../../../_ui/error-notice.tsx";
import { Notice } from "../../../../../_ui/notice.tsx";
import type { TestState } from "../actions.ts";
import { FaultWords } from "./fault-words.tsx";

/** What a test of a mailbox found; nothing before the first one. */
export function TestResult({ state }: { state: TestState }) {
  const t = useTranslations("mailboxes");
  if (state === null) return null;
  switch (state.kind) {
    case "works":
      return <Works found={state} />;
    case "fault":
      return (
        <ErrorNotice title={t("test.failed")}>
          <FaultWords fault={state.fault} />
        </ErrorNotice>
      );
    case "refused":
      return <ErrorNotice>{t(`problem.${state.code}`, { minutes: state.minutes })}</ErrorNotice>;
    default:
      return state satisfies never;
  }
}

function Works({ found }: { found: Extract<TestState, { kind: "works" }> }) {
  const t = useTranslations("mailboxes.test");
  const { mails, abilities, moveTo } = found;
  const moving =
    moveTo && (abilities.move ? (moveTo.exists ? "moveExists" : "moveMissing") : "moveImpossible");
  const tone = moving === "moveImpossible" ? "warning" : "ok";
  return (
    <Notice tone={tone} role="status" title={t("works", { mails })}>
      {t(abilities.idle ? "idle" : "poll")} {moving ? t(moving, { folder: moveTo.folder }) : ""}{" "}
      {t("unchanged")}
    </Notice>
  );
}
