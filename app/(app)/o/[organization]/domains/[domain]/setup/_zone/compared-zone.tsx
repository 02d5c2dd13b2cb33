import { useTranslations } from "next-intl";
import type { ComparedZone } from "#lib/services/domains/compare-zone.ts";
import { Notice } from "../../../../../../../_ui/notice.tsx";
import { ZoneComparison } from "../../../../../../../_ui/outside/zone-comparison.tsx";
import classes from "./ask-zone.module.css";

/** How far the publication of a record has come, and each server's answer. */
export function ComparedZoneView({
  compared: { name, resolver, view, judgement },
}: {
  compared: ComparedZone;
}) {
  return (
    <div className={classes.result}>
      {judgement.standing === "same" ? <Agreed isPublished={resolver.kind === "found"} /> : null}
      <ZoneComparison name={name} resolver={resolver} view={view} findings={judgement.findings} />
    </div>
  );
}

/** What differs is a finding; that nothing does has to be said as well. */
function Agreed({ isPublished }: { isPublished: boolean }) {
  const t = useTranslations("zoneCheck");
  return isPublished ? (
    <Notice tone="ok" title={t("published.title")}>
      {t("published.text")}
    </Notice>
  ) : (
    <Notice tone="warning" title={t("notPublished.title")}>
      {t("notPublished.text")}
    </Notice>
  );
}
