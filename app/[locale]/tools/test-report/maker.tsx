"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { EmptyState } from "../../../_ui/empty-state.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { useQuery } from "../_parts/use-query.ts";
import { MadeMail } from "./made-mail.tsx";
import { MadeReportPanel } from "./made-report-panel.tsx";
import { makeReport, type TestReportFields } from "./make-report.ts";
import classes from "./maker.module.css";
import { MakerForm } from "./maker-form.tsx";
import { queryOf } from "./read-query.ts";

/** The form and, beside it, the report as it stands. Nothing of it is sent anywhere. */
export function Maker({ initial }: { initial: TestReportFields }) {
  const t = useTranslations("tools.testReport");
  const [fields, setFields] = useState(initial);
  const made = useMemo(() => makeReport(fields), [fields]);
  useQuery(queryOf(fields));
  return (
    <div className={classes.columns}>
      <div className={classes.stack}>
        <MakerForm fields={fields} made={made} onChange={(changes) => setFields({ ...fields, ...changes })} />
        <noscript>
          <Notice tone="warning">{t("noScript")}</Notice>
        </noscript>
      </div>
      <div className={classes.stack}>
        {made.report === null ? (
          <EmptyState title={t("wait.title")}>{t("wait.text")}</EmptyState>
        ) : (
          <>
            <MadeReportPanel report={made.report} />
            <MadeMail report={made.report} />
          </>
        )}
      </div>
    </div>
  );
}
