import { useTranslations } from "next-intl";
import { ButtonLink } from "../../../../../../../_ui/button-link.tsx";
import { EmptyState } from "../../../../../../../_ui/empty-state.tsx";
import { checkPath, type DomainParams, historyPath } from "../../../../_parts/paths.ts";
import type { HistoryView } from "./read-view.ts";

/** No entry at all, none of this kind, or none beyond the page before: what comes, and where to go. */
export function NothingYet({ path, view: { show, before } }: { path: DomainParams; view: HistoryView }) {
  const t = useTranslations("history.empty");
  if (before !== null) {
    return (
      <EmptyState
        title={t("endTitle")}
        action={<ButtonLink href={historyPath(path)}>{t("newest")}</ButtonLink>}
      >
        {t("endText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t(show === "checks" ? "checksTitle" : "title")}
      action={<ButtonLink href={checkPath(path)}>{t("toCheck")}</ButtonLink>}
    >
      {t(`text.${show}`)}
    </EmptyState>
  );
}
