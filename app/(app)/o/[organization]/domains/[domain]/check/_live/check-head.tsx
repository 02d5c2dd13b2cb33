import Link from "next/link";
import { useTranslations } from "next-intl";
import { roleReaches } from "#lib/services/authorize.ts";
import type { CheckView } from "#lib/services/domains/show-check.ts";
import { ClientMessages } from "../../../../../../../_ui/client-messages.tsx";
import { Fact, Facts } from "../../../../../../../_ui/outside/facts.tsx";
import { Panel } from "../../../../../../../_ui/panel.tsx";
import { TimeText } from "../../../../../../../_ui/time-text.tsx";
import { type DomainParams, historyPath } from "../../../../_parts/paths.ts";
import classes from "./live-check.module.css";
import { LiveCheck } from "./live-check.tsx";

type Props = { view: CheckView; path: DomainParams };

/** When the domain was looked at and will be again, and the button that looks now. */
export function CheckHead({ view: { check, role, running, nextCheckAt }, path }: Props) {
  const t = useTranslations("checkPage");
  const mayCheck = roleReaches(role, "member");
  return (
    <Panel
      title={t("title")}
      description={t(mayCheck ? "text" : "textForViewer")}
      actions={
        <Link href={historyPath(path)} className={classes.link}>
          {t("toHistory")}
        </Link>
      }
    >
      {check === null ? null : (
        <Facts>
          <Fact label={t("lastLook")}>
            <TimeText value={check.checkedAt} show="second" />
          </Fact>
          <Fact label={t("since")}>
            <TimeText value={check.since} /> ({t("looks", { count: check.looks })})
          </Fact>
          <Fact label={t("next")}>{running ? t("underWay") : <TimeText value={nextCheckAt} />}</Fact>
        </Facts>
      )}
      {mayCheck ? (
        <ClientMessages namespaces={["checkPage.live", "outside", "ui.table", "common.noData"]}>
          <LiveCheck {...path} running={running} />
        </ClientMessages>
      ) : null}
    </Panel>
  );
}
