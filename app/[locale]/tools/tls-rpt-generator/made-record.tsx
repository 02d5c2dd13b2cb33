import { useTranslations } from "next-intl";
import { EmptyState } from "../../../_ui/empty-state.tsx";
import { RecordCard } from "../../../_ui/record-card.tsx";
import type { Generated } from "./generate.ts";

/** The record, ready to copy, or what it still waits for. */
export function MadeRecord({ made: { record, missing } }: { made: Generated }) {
  const t = useTranslations("tools.tlsRptGenerator");
  if (record === null) {
    return <EmptyState title={t("wait.title")}>{t(`wait.${missing ?? "both"}`)}</EmptyState>;
  }
  return (
    <RecordCard
      headingLevel={2}
      title={t("result")}
      description={t("resultText")}
      domain={record.zone}
      name={record.name}
      relativeName={record.relativeName}
      type="TXT"
      value={record.value}
      zoneLine={record.zoneLine}
    />
  );
}
