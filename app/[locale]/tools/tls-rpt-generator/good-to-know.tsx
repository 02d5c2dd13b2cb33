import { useTranslations } from "next-intl";
import type { ReportPermission } from "#lib/core/publish/report-permission.ts";
import { ClauseLink } from "../../../_ui/clause-link.tsx";
import { CopyField } from "../../../_ui/copy-field.tsx";
import { FindingList } from "../../../_ui/finding-list.tsx";
import type { GeneratedRecord } from "./generate.ts";
import classes from "./generator.module.css";

/** Beside the record: what may surprise, and what nobody needs but some tools ask for. */
export function GoodToKnow({ record: { notes, permissions } }: { record: GeneratedRecord }) {
  const t = useTranslations("tools.tlsRptGenerator");
  if (notes.length === 0 && permissions.length === 0) return null;
  return (
    <section className={classes.part} aria-labelledby="notes">
      <h2 id="notes" className={classes.heading}>
        {t("notes")}
      </h2>
      {notes.length === 0 ? null : <FindingList findings={notes} />}
      {permissions.length === 0 ? null : <Permissions permissions={permissions} />}
    </section>
  );
}

function Permissions({ permissions }: { permissions: readonly ReportPermission[] }) {
  const t = useTranslations("tools.tlsRptGenerator.permission");
  return (
    <details className={classes.permission}>
      <summary>{t("title", { count: permissions.length })}</summary>
      <div className={classes.part}>
        <p>{t("text")}</p>
        <p className={classes.hint}>
          {t("clause")} <ClauseLink clause="RFC 8460 §7" />
        </p>
        {permissions.map((permission) => (
          <Permission key={permission.name} permission={permission} />
        ))}
      </div>
    </details>
  );
}

function Permission({ permission: { name, value, host } }: { permission: ReportPermission }) {
  const t = useTranslations("ui.record");
  const inZone = useTranslations("tools.tlsRptGenerator.permission")("zone", { host });
  return (
    <div className={classes.part}>
      <CopyField label={t("name")} hint={inZone} value={name} />
      <CopyField label={t("value")} value={value} />
    </div>
  );
}
