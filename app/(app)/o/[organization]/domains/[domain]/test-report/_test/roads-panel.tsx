import Link from "next/link";
import { useTranslations } from "next-intl";
import { roleReaches } from "#lib/services/authorize.ts";
import type { TestRoad } from "#lib/services/test-reports/roads.ts";
import type { TestReportsView } from "#lib/services/test-reports/show-test-reports.ts";
import { ClientMessages } from "../../../../../../../_ui/client-messages.tsx";
import { Panel } from "../../../../../../../_ui/panel.tsx";
import { type DomainParams, reportsPath } from "../../../../_parts/paths.ts";
import { SendForm } from "./send-form.tsx";
import classes from "./test-report.module.css";

const formMessages = ["answer", "destination", "send", "sendBy", "road"].map((part) => `testReport.${part}`);

/** What a test is, and a button for every road that is there. */
export function RoadsPanel({ view: { role, roads }, path }: { view: TestReportsView; path: DomainParams }) {
  const t = useTranslations("testReport");
  const maySend = roleReaches(role, "member");
  const { domain } = path;
  return (
    <Panel
      title={t("title")}
      description={t(maySend ? "text" : "textForViewer", { domain })}
      actions={
        <Link href={reportsPath(path)} className={classes.link}>
          {t("toReports")}
        </Link>
      }
    >
      {maySend ? (
        <>
          <ul className={classes.roads}>
            {roads.map((road) => (
              <Road key={road.road} road={road} path={path} />
            ))}
          </ul>
          <p className={classes.quiet}>{t("others")}</p>
        </>
      ) : null}
    </Panel>
  );
}

function Road({ road, path }: { road: TestRoad; path: DomainParams }) {
  const t = useTranslations("testReport");
  return (
    <li className={classes.road}>
      <h3 className={classes.name}>{t(`road.${road.road}.name`)}</h3>
      <p className={classes.quiet}>{t(`road.${road.road}.text`)}</p>
      {road.kind === "open" ? (
        <ClientMessages namespaces={formMessages}>
          <SendForm {...path} road={road.road} destinations={road.destinations} />
        </ClientMessages>
      ) : (
        <p className={classes.gap}>{t(`gap.${road.gap}`)}</p>
      )}
    </li>
  );
}
