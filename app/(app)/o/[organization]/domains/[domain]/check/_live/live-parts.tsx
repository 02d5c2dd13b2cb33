import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { DnsAnswer } from "#lib/core/evidence.ts";
import { MxHostTable } from "../../../../../../../_ui/outside/mx-host-table.tsx";
import { usePolicyFetchStanding } from "../../../../../../../_ui/outside/policy-fetch-card.tsx";
import type { Tone } from "../../../../../../../_ui/tone.ts";
import { ToneIcon } from "../../../../../../../_ui/tone-icon.tsx";
import classes from "./live-check.module.css";
import type { LiveParts as Parts } from "./live-state.ts";

type Props = {
  parts: Parts;
  /** Nothing more comes. */
  isDone?: boolean;
};

const txtSteps = ["tlsRpt", "mtaSts", "ownership"] as const;

/** The parts of a check in the order in which they are asked for, each with how it stands. */
export function LiveParts({ parts, isDone = false }: Props) {
  const t = useTranslations("checkPage.live");
  const standing = useAnswerStanding();
  const policyStanding = usePolicyFetchStanding();
  const { txt, mx, policy, mxHosts } = parts;
  const left = mxHosts.filter(({ evidence }) => evidence === null).length;
  return (
    <div className={classes.parts}>
      <ol className={classes.steps}>
        {txtSteps.map((step) => {
          const part = txt[step];
          return (
            <Step
              key={step}
              name={t(`part.${step}`)}
              now={part && { ...standing(part.answer), ...part }}
              running={t("asking")}
            />
          );
        })}
        <Step name={t("part.mx")} now={mx && { ...standing(mx.answer), ...mx }} running={t("asking")} />
        <Step
          name={t("part.policy")}
          now={policy && { ...policyStanding(policy.fetch), afterMs: policy.afterMs }}
          running={t("fetching")}
        >
          {policy && policy.addresses.length > 1 ? t("addresses", { count: policy.addresses.length }) : null}
        </Step>
        <Step
          name={t("part.mxHosts")}
          now={mx && left === 0 ? { tone: "ok", words: t("looked", { count: mxHosts.length }) } : null}
          running={mx ? t("left", { left, count: mxHosts.length }) : t("afterMx")}
          isWaiting={mx === null}
        />
        <Step
          name={t("part.judgement")}
          now={isDone ? { tone: "ok", words: t("stored") } : null}
          running={t("atTheEnd")}
          isWaiting
        />
      </ol>
      {mxHosts.length === 0 ? null : (
        <MxHostTable
          hosts={mxHosts}
          now={new Date()}
          missing={isDone ? "left-out" : "looking"}
          caption={t("table")}
        />
      )}
    </div>
  );
}

type StepProps = {
  name: string;
  /** What came; nothing while it is awaited. */
  now: { tone: Tone; words: string; afterMs?: number } | null | undefined;
  running: string;
  isWaiting?: boolean;
  children?: ReactNode;
};

function Step({ name, now, running, isWaiting = false, children }: StepProps) {
  const format = useFormatter();
  const state = now ? "done" : isWaiting ? "waiting" : "running";
  return (
    <li className={classes.step} data-state={state} data-tone={now?.tone ?? "neutral"}>
      <span className={classes.mark}>
        {state === "running" ? (
          <span className={classes.ring} aria-hidden="true" />
        ) : (
          <ToneIcon tone={now?.tone ?? "neutral"} />
        )}
      </span>
      <span className={classes.name}>{name}</span>
      <span className={classes.words}>
        {now?.words ?? running} {children}
      </span>
      {now?.afterMs === undefined ? null : (
        <span className={classes.after}>
          {format.number(now.afterMs, { style: "unit", unit: "millisecond" })}
        </span>
      )}
    </li>
  );
}

/** A look-up in short. That a record is missing is for the findings to judge. */
function useAnswerStanding(): (answer: DnsAnswer<unknown>) => { tone: Tone; words: string } {
  const t = useTranslations();
  return (answer) => {
    switch (answer.kind) {
      case "found":
        return {
          tone: "ok",
          words: t("checkPage.live.found", { count: answer.records.length, ttl: answer.ttlSeconds }),
        };
      case "absent":
        return { tone: "neutral", words: t(`outside.dns.${answer.reason}`) };
      case "unreachable":
        return { tone: "unknown", words: t(`outside.dns.${answer.reason}`) };
      default:
        return answer satisfies never;
    }
  };
}
