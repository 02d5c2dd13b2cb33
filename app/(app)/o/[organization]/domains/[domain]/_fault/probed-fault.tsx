import { useFormatter, useTranslations } from "next-intl";
import type { FaultStanding } from "#lib/core/joined/visible-fault.ts";
import { startOfDay } from "#lib/core/trend/day.ts";
import type { ProbedFault, ProbedSubject } from "#lib/services/domains/probe-reported-fault.ts";
import { Notice } from "../../../../../../_ui/notice.tsx";
import { MxHostTable } from "../../../../../../_ui/outside/mx-host-table.tsx";
import { PolicyFetchCard } from "../../../../../../_ui/outside/policy-fetch-card.tsx";
import { TimeText } from "../../../../../../_ui/time-text.tsx";
import type { Tone } from "../../../../../../_ui/tone.ts";
import { ToneBadge } from "../../../../../../_ui/tone-badge.tsx";
import { failureTypeKey } from "../_parts/failure-type-key.ts";
import classes from "./fault-probe.module.css";

type Props = { probed: ProbedFault; now: Date };

/** A reported failure, held against what is seen now; and when reports can confirm a repair. */
export function ProbedFaultView({ probed, now }: Props) {
  const t = useTranslations();
  const { resultType, outcome, subjects } = probed;
  return (
    <section className={classes.result}>
      <div className={classes.head}>
        <h3 className={classes.title}>
          {t("faultProbe.title", { fault: t(`failureTypes.${failureTypeKey(resultType)}.title`) })}
        </h3>
        <p className={classes.quiet}>
          {t("faultProbe.at")} <TimeText value={now} show="second" />
        </p>
      </div>
      {outcome === "probed" ? null : <Notice tone="unknown">{t(`faultProbe.untold.${outcome}`)}</Notice>}
      {subjects.map((subject) => (
        <Subject key={subject.kind === "mx" ? subject.host : "policy"} subject={subject} now={now} />
      ))}
      <Confirmed probed={probed} />
    </section>
  );
}

const tones: Record<FaultStanding["kind"], Tone> = {
  "still-visible": "error",
  "not-visible": "ok",
  "cannot-tell": "unknown",
};

function Subject({ subject, now }: { subject: ProbedSubject; now: Date }) {
  const t = useTranslations("joined");
  const { standing } = subject;
  const meaning = standing.kind === "cannot-tell" ? standing.reason : standing.kind;
  return (
    <section className={classes.subject}>
      <div className={classes.line}>
        <h4>{subject.kind === "mx" ? subject.host : subject.fetch.host}</h4>
        <ToneBadge tone={tones[standing.kind]}>{t(`standing.${standing.kind}`)}</ToneBadge>
      </div>
      <p className={classes.text}>{t(`meaning.${meaning}`)}</p>
      <Sightings sightings={standing.sightings} />
      {subject.kind === "mx" ? (
        <>
          <MxHostTable hosts={[{ host: subject.host, evidence: subject.evidence }]} now={now} />
          <LookedAt at={subject.evidence.probedAt} />
        </>
      ) : (
        (subject.addresses.length > 0 ? subject.addresses : [subject.fetch]).map((fetch, index) => (
          <PolicyFetchCard key={fetch.address ?? index} fetch={fetch} now={now} headingLevel={5} />
        ))
      )}
    </section>
  );
}

/** A host that was looked at a moment ago is left alone for a while, so the look may be a little older. */
function LookedAt({ at }: { at: string }) {
  const t = useTranslations("outside.mx");
  return (
    <p className={classes.quiet}>
      {t("lookedAt")} <TimeText value={at} show="second" />
    </p>
  );
}

function Sightings({ sightings }: Pick<FaultStanding, "sightings">) {
  const t = useTranslations("joined.fault");
  if (sightings.length === 0) return null;
  return (
    <ul className={classes.sightings}>
      {sightings.map(({ fault, address, detail }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one fault may be seen twice, and the list never moves.
        <li key={index}>
          {t(fault)} <code>{[address, detail].filter(Boolean).join(" · ")}</code>
        </li>
      ))}
    </ul>
  );
}

function Confirmed({ probed: { confirmation } }: Pick<Props, "probed">) {
  const t = useTranslations("joined.confirmation");
  const format = useFormatter();
  const { firstFullDay, expected } = confirmation;
  return (
    <p className={classes.text}>
      {t("day", { day: format.dateTime(startOfDay(firstFullDay), "day") })}{" "}
      {t("expected", { time: format.dateTime(expected, "minute") })}
    </p>
  );
}
