import { useTranslations } from "next-intl";
import type { Finding } from "#lib/core/finding.ts";
import { findingsByPart } from "#lib/core/posture/finding-part.ts";
import type { PartName, Posture } from "#lib/core/posture/posture.ts";
import { FindingList } from "../../../../../../_ui/finding-list.tsx";
import { Panel } from "../../../../../../_ui/panel.tsx";
import { PartBadge } from "../_parts/part-badge.tsx";
import { type Standing, usePartStanding } from "../_parts/standing.ts";
import classes from "./check-report.module.css";

const parts: PartName[] = ["mx", "policy", "mtaSts", "tlsRpt"];

/** How each part stands, and what was found about it. */
export function CheckParts({ domain, posture }: { domain: string; posture: Posture }) {
  const t = useTranslations();
  const standing = usePartStanding();
  const findings = findingsByPart(domain, posture.findings);
  return (
    <Panel title={t("checkPage.findings.title")}>
      {parts.map((part) => (
        <Part
          key={part}
          name={t(`domains.setup.check.${part}`)}
          standing={standing(posture.parts[part])}
          findings={findings[part]}
        />
      ))}
      <Part
        name={t("domains.setup.check.ownership")}
        standing={useOwnership(posture.ownership)}
        findings={findings.ownership}
      />
    </Panel>
  );
}

type PartProps = { name: string; standing: Standing; findings: Finding[] };

function Part({ name, standing, findings }: PartProps) {
  const t = useTranslations("checkPage.findings");
  return (
    <section className={classes.part}>
      <div className={classes.head}>
        <h3 className={classes.title}>{name}</h3>
        <PartBadge standing={standing} />
      </div>
      <FindingList
        findings={findings}
        headingLevel={4}
        empty={<p className={classes.quiet}>{t("none")}</p>}
      />
    </section>
  );
}

function useOwnership(ownership: Posture["ownership"]): Standing {
  const t = useTranslations("checkPage.ownership");
  switch (ownership) {
    case "txt":
    case "rua":
      return { tone: "ok", words: t(ownership) };
    case "unknown":
      return { tone: "unknown", words: t("unknown") };
    case null:
      return { tone: "neutral", words: t("none") };
    default:
      return ownership satisfies never;
  }
}
