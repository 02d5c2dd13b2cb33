import { useTranslations } from "next-intl";
import { ButtonLink } from "../../../../../../../_ui/button-link.tsx";
import { EmptyState } from "../../../../../../../_ui/empty-state.tsx";
import { type DomainParams, reportsPath, setupPath } from "../../../../_parts/paths.ts";

/** No report at all, or none beyond the page before. */
export function NoReports({ path, isEnd }: { path: DomainParams; isEnd: boolean }) {
  const t = useTranslations("reports.list");
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
      {t("emptyText")}
    </EmptyState>
  );
}
