"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect } from "react";
import { Notice } from "../../../../../../../_ui/notice.tsx";
import { checkRunPath, type DomainParams } from "../../../../_parts/paths.ts";
import classes from "./live-check.module.css";
import { LiveParts } from "./live-parts.tsx";
import type { LiveState } from "./live-state.ts";
import { useLiveCheck } from "./use-live-check.ts";

type Props = DomainParams & {
  /** Whether a check was under way when the page was made. */
  running: boolean;
};

const pollMs = 4_000;

/** Starts a live check and shows each part as it comes home; one line says how it stands, and speaks to screen readers. */
export function LiveCheck({ running, ...path }: Props) {
  const t = useTranslations("checkPage.live");
  const { state, start } = useLiveCheck(checkRunPath(path));
  const isRunning = state.phase === "running";
  const isElsewhere = running && !isRunning;
  useResultOf(isElsewhere);
  const words = useStatus(state, isElsewhere);
  return (
    <div className={classes.live}>
      <div className={classes.head}>
        <Button onClick={start} disabled={isRunning}>
          {t(state.phase === "idle" ? "start" : "again")}
        </Button>
        <p role="status" className={classes.status}>
          {words}
        </p>
      </div>
      {state.phase === "lost" ? (
        <Notice tone="warning" title={t("lostTitle")}>
          <p className={classes.text}>{t("lostText")}</p>
          <Button variant="default" size="xs" onClick={() => location.reload()}>
            {t("reload")}
          </Button>
        </Notice>
      ) : null}
      {state.phase === "failed" ? (
        <Notice tone="error">{t(`problem.${state.code}`, minutes(state))}</Notice>
      ) : null}
      {state.phase === "running" && !state.isFollowing ? <LiveParts parts={state.parts} /> : null}
      {state.phase === "done" && state.parts.mx !== null ? (
        <details className={classes.past}>
          <summary>{t("course")}</summary>
          <LiveParts parts={state.parts} isDone />
        </details>
      ) : null}
    </div>
  );
}

function minutes({ seconds }: { seconds: number }) {
  return { minutes: Math.max(1, Math.ceil(seconds / 60)) };
}

/** A check that somebody else began, or that we left: the page is made anew until its result is there. */
function useResultOf(isElsewhere: boolean) {
  const router = useRouter();
  useEffect(() => {
    if (!isElsewhere) return;
    const timer = setInterval(() => router.refresh(), pollMs);
    return () => clearInterval(timer);
  }, [isElsewhere, router]);
}

function useStatus(state: LiveState, isElsewhere: boolean): string {
  const t = useTranslations("checkPage.live.status");
  const format = useFormatter();
  switch (state.phase) {
    case "running": {
      if (state.isFollowing) return t("following");
      const { mx, mxHosts } = state.parts;
      return mx === null || mxHosts.length === 0 ? t("asking") : t("looking", { count: mxHosts.length });
    }
    case "done":
      return t("done", {
        errors: state.findings.error,
        at: format.dateTime(new Date(state.checkedAt), "second"),
      });
    case "idle":
    case "lost":
      return isElsewhere ? t("elsewhere") : "";
    case "failed":
      return t("failed");
    default:
      return state satisfies never;
  }
}
