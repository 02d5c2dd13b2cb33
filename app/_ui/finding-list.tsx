import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Finding, Severity } from "#lib/core/finding.ts";
import { ClauseLink } from "./clause-link.tsx";
import classes from "./finding-list.module.css";
import { findingWording } from "./finding-wording.ts";
import { SeverityBadge } from "./severity-badge.tsx";

type Props = {
  findings: readonly Finding[];
  /** Stands in place of an empty list; a plain "Nothing to report." otherwise. */
  empty?: ReactNode;
  headingLevel?: 3 | 4;
};

const rank: Record<Severity, number> = { error: 0, unknown: 1, warning: 2, info: 3 };

/** Findings, the gravest first: what is wrong, what it causes, what to do, and the rule behind it. */
export function FindingList({ findings, empty, headingLevel = 3 }: Props) {
  const t = useTranslations("ui");
  if (findings.length === 0) return empty ?? <p className={classes.empty}>{t("noFindings")}</p>;
  const sorted = [...findings].sort((a, b) => rank[a.severity] - rank[b.severity]);
  return (
    <ul className={classes.list}>
      {sorted.map((finding, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same code may occur twice, and the list never moves.
        <li key={`${finding.code}-${index}`} className={classes.item} data-severity={finding.severity}>
          <FindingItem finding={finding} headingLevel={headingLevel} />
        </li>
      ))}
    </ul>
  );
}

function FindingItem({ finding, headingLevel }: { finding: Finding; headingLevel: 3 | 4 }) {
  const t = useTranslations();
  const { title, meaning, remedy } = findingWording(t, finding);
  const Heading = headingLevel === 3 ? "h3" : "h4";
  return (
    <>
      <div className={classes.head}>
        <Heading className={classes.title}>{title}</Heading>
        <SeverityBadge severity={finding.severity} />
      </div>
      <p className={classes.meaning}>{meaning}</p>
      {remedy === null ? null : (
        <p className={classes.remedy}>
          <strong>{t("ui.finding.remedy")}</strong> {remedy}
        </p>
      )}
      <FindingSource finding={finding} />
    </>
  );
}

function FindingSource({ finding: { subject, line, clause } }: { finding: Finding }) {
  const t = useTranslations("ui.finding");
  if (subject === null && line === null && clause === null) return null;
  const place = [subject, line === null ? null : t("line", { line })].filter((part) => part !== null);
  return (
    <dl className={classes.source}>
      {place.length === 0 ? null : (
        <div>
          <dt>{t("subject")}</dt>
          <dd className={classes.subject}>{place.join(", ")}</dd>
        </div>
      )}
      {clause === null ? null : (
        <div>
          <dt>{t("clause")}</dt>
          <dd>
            <ClauseLink clause={clause} />
          </dd>
        </div>
      )}
    </dl>
  );
}
