import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { DestinationState, JudgedDestination } from "#lib/core/inspect/destination-look.ts";
import { FindingList } from "../../../_ui/finding-list.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import type { Tone } from "../../../_ui/tone.ts";
import { ToneBadge } from "../../../_ui/tone-badge.tsx";
import classes from "./inspection.module.css";

const tones: Record<DestinationState, Tone> = {
  works: "ok",
  doubtful: "warning",
  fails: "error",
  unknown: "unknown",
};

/** Every destination of the record, with whether a report would get there. */
export function Destinations({ destinations }: { destinations: readonly JudgedDestination[] }) {
  const t = useTranslations("tools.tlsRptInspector.destinations");
  return (
    <Panel title={t("title")} description={t("text")}>
      <ol className={classes.destinations}>
        {destinations.map((destination) => (
          <li key={destination.look.uri} className={classes.destination}>
            <Destination destination={destination} />
          </li>
        ))}
      </ol>
      {destinations.some(({ look }) => look.kind === "https") ? (
        <p className={classes.quiet}>{t("post")}</p>
      ) : null}
    </Panel>
  );
}

function Destination({ destination: { look, state, findings } }: { destination: JudgedDestination }) {
  const t = useTranslations("tools.tlsRptInspector.destinations");
  return (
    <>
      <div className={classes.destinationHead}>
        <code>{look.uri}</code>
        <ToneBadge tone={tones[state]}>{t(`state.${state}`)}</ToneBadge>
      </div>
      <Facts look={look} />
      {findings.length === 0 ? null : <FindingList findings={findings} />}
    </>
  );
}

type Look = JudgedDestination["look"];

function Facts({ look }: { look: Look }) {
  const t = useTranslations("tools.tlsRptInspector.destinations");
  switch (look.kind) {
    case "mailto":
      return <MailFacts look={look} />;
    case "https":
      return <WebFacts look={look} />;
    case "untried":
    case "unusable":
      return <Line>{t(look.kind)}</Line>;
    default:
      return look satisfies never;
  }
}

const mostHosts = 4;

function MailFacts({ look: { domain, mx, addresses } }: { look: Extract<Look, { kind: "mailto" }> }) {
  const t = useTranslations("tools.tlsRptInspector.destinations");
  const names = mx.kind === "found" ? mx.records.flatMap(({ exchange }) => exchange || []) : [];
  const hosts = [...names.slice(0, mostHosts), ...(names.length > mostHosts ? ["…"] : [])].join(", ");
  return (
    <Line>
      {t("mail", { domain })}
      {hosts === "" ? null : <> · {t("mx", { hosts })}</>}
      {addresses?.kind === "found" ? <> · {t("implicit", { domain })}</> : null}
    </Line>
  );
}

function WebFacts({ look: { host, port, reach } }: { look: Extract<Look, { kind: "https" }> }) {
  const t = useTranslations("tools.tlsRptInspector.destinations");
  const format = useFormatter();
  const leaf = reach?.tls?.chain[0];
  const end = leaf === undefined ? Number.NaN : Date.parse(leaf.notAfter);
  const isReached = reach?.kind === "reached" && !Number.isNaN(end);
  return (
    <Line>
      {t("https", { host })}
      {isReached ? (
        <> · {t("secured", { protocol: reach.tls?.protocol ?? "TLS", day: format.dateTime(end, "day") })}</>
      ) : null}
      {reach === null ? <> · {port === null || port === 443 ? t("address") : t("port", { port })}</> : null}
    </Line>
  );
}

function Line({ children }: { children: ReactNode }) {
  return <p className={classes.quiet}>{children}</p>;
}
