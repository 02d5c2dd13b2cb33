import { useTranslations } from "next-intl";
import type { EvidenceTrust } from "#lib/core/rollout/rollout.ts";
import { ButtonLink } from "../../../../../../../_ui/button-link.tsx";
import { EmptyState } from "../../../../../../../_ui/empty-state.tsx";
import { type DomainParams, reportsPath, setupPath } from "../../../../_parts/paths.ts";
import { TestReportLink } from "../../_parts/test-report-link.tsx";

type Props = { path: DomainParams; isEnd: boolean; trust: EvidenceTrust | null };

/** No report at all, none with the trust that was asked for, or none beyond the page before. */
export function NoReports({ path, isEnd, trust }: Props) {
  const t = useTranslations("reports.list");
  if (trust !== null && !isEnd) return <NoneOfTrust path={path} trust={trust} />;
  if (isEnd) {
    return (
      <EmptyState
        title={t("endTitle")}
        action={<ButtonLink href={reportsPath(path)}>{t("backToNewest")}</ButtonLink>}
      >
        {t("endText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t("emptyTitle")}
      action={<ButtonLink href={setupPath(path)}>{t("toSetup")}</ButtonLink>}
    >
      {t("emptyText")} <TestReportLink path={path} />
    </EmptyState>
  );
}

function NoneOfTrust({ path, trust }: { path: DomainParams; trust: EvidenceTrust }) {
  const t = useTranslations("trustTotals");
  const common = useTranslations("common.trust");
  return (
    <EmptyState title={t("noneTitle")} action={<ButtonLink href={reportsPath(path)}>{t("all")}</ButtonLink>}>
      {t("noneText", { trust: common(trust) })}
    </EmptyState>
  );
}
