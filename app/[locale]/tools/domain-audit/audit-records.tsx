import { useTranslations } from "next-intl";
import type { AuditRecord } from "#lib/core/audit/section.ts";
import classes from "./audit.module.css";

/** What was asked, and what came back, as it stands in DNS. */
export function AuditRecords({ records }: { records: readonly AuditRecord[] }) {
  if (records.length === 0) return null;
  return (
    <ul className={classes.records}>
      {records.map((record) => (
        <li key={`${record.type} ${record.name}`} className={classes.record} data-outcome={record.outcome}>
          <div className={classes.question}>
            <span className={classes.name}>{record.name}</span>
            <span className={classes.type}>{record.type}</span>
            <Facts record={record} />
          </div>
          <Answer record={record} />
        </li>
      ))}
    </ul>
  );
}

function Facts({ record: { cnames, ttlSeconds, authenticated } }: { record: AuditRecord }) {
  const t = useTranslations("tools.domainAudit.record");
  const target = cnames.at(-1);
  const facts = [
    ...(target === undefined ? [] : [t("alias", { target })]),
    ...(ttlSeconds === null ? [] : [t("ttl", { seconds: ttlSeconds })]),
    ...(authenticated === null ? [] : [t(authenticated ? "signed" : "unsigned")]),
  ];
  return <span className={classes.facts}>{facts.join(" · ")}</span>;
}

function Answer({ record: { outcome, type, texts } }: { record: AuditRecord }) {
  const t = useTranslations("tools.domainAudit.record");
  switch (outcome) {
    case "found":
      return texts.length === 0 ? null : <code className={classes.texts}>{texts.join("\n")}</code>;
    case "absent":
      return <p className={classes.nothing}>{t(type === "HTTPS" ? "nothing" : "none")}</p>;
    case "unknown":
      return <p className={classes.nothing}>{t(type === "HTTPS" ? "notFetched" : "unknown")}</p>;
    default:
      return outcome satisfies never;
  }
}
