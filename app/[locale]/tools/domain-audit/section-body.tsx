import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { AuditSection } from "#lib/core/audit/section.ts";
import { FindingList } from "../../../_ui/finding-list.tsx";
import classes from "./audit.module.css";
import { AuditRecords } from "./audit-records.tsx";

type Props = {
  section: AuditSection;
  /** What was seen beside the records. */
  children?: ReactNode;
  /** In place of "nothing to object to". */
  empty?: ReactNode | undefined;
};

/** What DNS holds, and what there is to say about it. */
export function SectionBody({ section: { records, findings }, children, empty }: Props) {
  const t = useTranslations("tools.domainAudit");
  return (
    <>
      <AuditRecords records={records} />
      {children}
      {findings.length > 0 ? (
        <FindingList findings={findings} />
      ) : empty === undefined ? (
        <p className={classes.clean}>{t("noFindings")}</p>
      ) : (
        empty
      )}
    </>
  );
}
