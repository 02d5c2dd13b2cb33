import { useTranslations } from "next-intl";
import type { DomainEvent, FailingCheck, SeenCertificate } from "#lib/core/timeline/event.ts";
import { ClauseLink } from "../../../../../../../_ui/clause-link.tsx";
import { TimeText } from "../../../../../../../_ui/time-text.tsx";
import classes from "./history.module.css";
import { lineDiff } from "./line-diff.ts";

/** What was there before and what came after, laid out; nothing for events whose sentence says it all. */
export function EventChange({ event }: { event: DomainEvent }) {
  switch (event.kind) {
    case "tlsrpt-published":
    case "tlsrpt-changed":
    case "tlsrpt-removed":
    case "mtasts-published":
    case "mtasts-id-changed":
    case "mtasts-changed":
    case "mtasts-removed":
      return <Lines before={event.before?.texts.join("\n")} after={event.after?.texts.join("\n")} />;
    case "policy-published":
    case "policy-changed":
    case "policy-removed":
      return <Lines before={event.before?.text} after={event.after?.text} />;
    case "policy-certificate-renewed":
    case "policy-certificate-changed":
    case "mx-certificate-renewed":
    case "mx-certificate-changed":
      return <Certificates before={event.before} after={event.after} />;
    case "check-failing":
      return <Rule check={event.after} />;
    case "check-recovered":
      return <Rule check={event.before} />;
    case "first-check":
    case "mx-added":
    case "mx-preference-changed":
    case "mx-removed":
    case "stage-changed":
    case "ownership-proven":
    case "ownership-lost":
      return null;
    default:
      return event satisfies never;
  }
}

const signs = { same: " ", removed: "−", added: "+" };

/** Line by line. `del` and `ins` say to screen readers what the signs and colours say to the eye. */
function Lines({ before = "", after = "" }: { before: string | undefined; after: string | undefined }) {
  return (
    <div className={classes.diff}>
      {lineDiff(before, after).map(({ kind, text }, index) => {
        const Mark = kind === "same" ? "span" : kind === "added" ? "ins" : "del";
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: equal lines may stand twice, and the list never moves.
          <Mark key={index} className={classes.diffLine} data-kind={kind}>
            <span aria-hidden="true" className={classes.sign}>
              {signs[kind]}
            </span>
            <code>{text}</code>
          </Mark>
        );
      })}
    </div>
  );
}

function Certificates({ before, after }: { before: SeenCertificate; after: SeenCertificate }) {
  const t = useTranslations("history.certificate");
  return (
    <dl className={classes.certificates}>
      {[
        { label: t("before"), ...before },
        { label: t("after"), ...after },
      ].map(({ label, fingerprint, notAfter }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {t("until")} <TimeText value={notAfter} />
            <code>{fingerprint}</code>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Rule({ check: { clause } }: { check: FailingCheck }) {
  return clause === null ? null : (
    <p className={classes.rule}>
      <ClauseLink clause={clause} />
    </p>
  );
}
