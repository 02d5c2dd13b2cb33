import Link from "next/link";
import { useTranslations } from "next-intl";
import type { PartName } from "#lib/core/posture/posture.ts";
import type { Overview } from "#lib/services/domains/show-overview.ts";
import { ButtonLink } from "../../../../../../_ui/button-link.tsx";
import { FindingList } from "../../../../../../_ui/finding-list.tsx";
import { Panel } from "../../../../../../_ui/panel.tsx";
import { TimeText } from "../../../../../../_ui/time-text.tsx";
import { checkPath, type DomainParams, setupPath } from "../../../_parts/paths.ts";
import { PartBadge } from "../_parts/part-badge.tsx";
import { usePartStanding } from "../_parts/standing.ts";
import classes from "./check-panel.module.css";

const parts: PartName[] = ["tlsRpt", "mtaSts", "policy", "mx"];

/** How the domain looked from outside when it was last looked at. */
export function CheckPanel({ overview: { check }, path }: { overview: Overview; path: DomainParams }) {
  const t = useTranslations("domains");
  const standing = usePartStanding();
  return (
    <Panel
      title={t("overview.check.title")}
      description={
        check ? (
          <>
            {t("overview.check.at")} <TimeText value={check.checkedAt} />
          </>
        ) : (
          t("overview.check.never")
        )
      }
      actions={
        <ButtonLink href={checkPath(path)} variant="default">
          {t("overview.check.open")}
        </ButtonLink>
      }
    >
      <ul className={classes.parts}>
        {parts.map((part) => (
          <li key={part}>
            {t(`setup.check.${part}`)} <PartBadge standing={standing(check?.parts[part])} />
          </li>
        ))}
      </ul>
      {check ? <Findings findings={check.findings} /> : null}
      <Link href={setupPath(path)} className={classes.link}>
        {t("overview.check.toSetup")}
      </Link>
    </Panel>
  );
}

function Findings({ findings }: Pick<NonNullable<Overview["check"]>, "findings">) {
  const t = useTranslations("domains.overview.check");
  if (findings.length === 0) return <p className={classes.none}>{t("none")}</p>;
  const isGrave = findings.some(({ severity }) => severity === "error");
  return (
    <details className={classes.findings} open={isGrave}>
      <summary>{t("findings", { count: findings.length })}</summary>
      <FindingList findings={findings} />
    </details>
  );
}
