import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ReportView } from "#lib/services/reports/show-report.ts";
import { NoData } from "../../../../../../../../_ui/no-data.tsx";
import { NumberText } from "../../../../../../../../_ui/number-text.tsx";
import { Panel } from "../../../../../../../../_ui/panel.tsx";
import { TimeText } from "../../../../../../../../_ui/time-text.tsx";
import { TrustBadge } from "../../../../../../../../_ui/trust-badge.tsx";
import classes from "./report.module.css";

/** What the report says of itself, how it came, and what vouches for it. */
export function ReportFacts({ report }: { report: ReportView }) {
  const t = useTranslations("reports");
  return (
    <Panel title={t("one.facts")}>
      <dl className={classes.facts}>
        <Fact label={t("one.successful")}>
          <NumberText value={report.successful} />
        </Fact>
        <Fact label={t("one.failed")}>
          <NumberText value={report.failed} />
        </Fact>
        <Fact label={t("one.received")}>
          <TimeText value={report.receivedAt} show="second" />
        </Fact>
        <Fact label={t("one.trust")} wide>
          <TrustBadge trust={report.trust} />
          <TrustReason report={report} />
        </Fact>
        <Fact label={t("one.road")}>{t(`road.${report.road}`)}</Fact>
        <Fact label={t("one.peer")}>{report.peer ?? <NoData />}</Fact>
        <Fact label={t("one.userAgent")}>{report.userAgent ?? <NoData />}</Fact>
        <Fact label={t("one.size")}>{t("one.bytes", { bytes: report.rawBytes })}</Fact>
        <Fact label={t("one.contact")}>{report.contactInfo ?? t("one.noContact")}</Fact>
        <Fact label={t("one.reportId")} wide>
          <span className={classes.mono}>{report.reportId ?? t("one.noReportId")}</span>
        </Fact>
      </dl>
    </Panel>
  );
}

function Fact({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? classes.wide : undefined}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The reason is a code, perhaps with a name after a colon. One that the catalogs do not know is shown as it is. */
function TrustReason({ report: { trust, trustReason } }: { report: ReportView }) {
  const t = useTranslations();
  const colon = trustReason.indexOf(":");
  const code = colon < 0 ? trustReason : trustReason.slice(0, colon);
  const key = `reports.trustReason.${code}` as Parameters<typeof t>[0];
  const why = t.has(key) ? t(key, { name: trustReason.slice(colon + 1) }) : trustReason;
  return (
    <div className={classes.reason}>
      {t(`common.trustMeaning.${trust}`)} {why}
    </div>
  );
}
