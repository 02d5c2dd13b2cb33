import { useTranslations } from "next-intl";
import type { QuarantinedView } from "#lib/services/quarantine/show-quarantined.ts";
import { NoData } from "../../../../../../_ui/no-data.tsx";
import { Fact, Facts } from "../../../../../../_ui/outside/facts.tsx";
import { Panel } from "../../../../../../_ui/panel.tsx";
import { TimeText } from "../../../../../../_ui/time-text.tsx";
import { EntryCredentials } from "./entry-credentials.tsx";

/** How it came, and who can vouch for it. */
export function EntryFacts({ entry }: { entry: QuarantinedView }) {
  const t = useTranslations("quarantine");
  const roads = useTranslations("reports.road");
  return (
    <Panel title={t("one.facts")}>
      <Facts>
        <Fact label={t("received")}>
          <TimeText value={entry.receivedAt} show="second" />
        </Fact>
        <Fact label={t("domain")}>{entry.domain ?? t("noDomain")}</Fact>
        <Fact label={t("road")}>{roads(entry.road)}</Fact>
        <Fact label={t("peer")}>{entry.peer ?? <NoData />}</Fact>
        <Fact label={t("userAgent")}>{entry.userAgent ?? <NoData />}</Fact>
        <Fact label={t("file")}>{entry.fileName ?? t("noName")}</Fact>
        <Fact label={t("size")}>{t("bytes", { bytes: entry.size })}</Fact>
        <Fact label={t("one.credentials")} wide>
          <EntryCredentials credentials={entry.credentials} />
        </Fact>
      </Facts>
    </Panel>
  );
}
