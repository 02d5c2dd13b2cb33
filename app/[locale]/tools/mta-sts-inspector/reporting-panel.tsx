import { useLocale, useTranslations } from "next-intl";
import type { MtaStsInspection } from "#lib/core/inspect/judge-mtasts-look.ts";
import type { InspectedMtaSts } from "#lib/services/tools/inspect-mta-sts.ts";
import { Notice } from "../../../_ui/notice.tsx";
import type { Tone } from "../../../_ui/tone.ts";
import { localePath } from "../../_parts/locale-path.ts";
import { toolPath } from "../_registry/tools.ts";

const tones: Record<MtaStsInspection["reporting"], Tone> = {
  present: "ok",
  unusable: "warning",
  absent: "warning",
  unknown: "unknown",
};

/** Whether anybody would hear of a failure; a policy without reports is flown blind. */
export function ReportingPanel({ result: { unicode: domain, inspection } }: { result: InspectedMtaSts }) {
  const t = useTranslations("tools.mtaStsInspector.reporting");
  const inspector = localePath(useLocale(), toolPath("tls-rpt-inspector"));
  const { reporting } = inspection;
  return (
    <Notice tone={tones[reporting]} title={t("title")}>
      {t(reporting)} <a href={`${inspector}?${new URLSearchParams({ domain })}`}>{t("inspect")}</a>
    </Notice>
  );
}
