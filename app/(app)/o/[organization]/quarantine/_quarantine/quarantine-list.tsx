import { useTranslations } from "next-intl";
import { roleReaches } from "#lib/services/authorize.ts";
import type { QuarantinePage } from "#lib/services/quarantine/list-quarantine.ts";
import { ClientMessages } from "../../../../../_ui/client-messages.tsx";
import { EmptyState } from "../../../../../_ui/empty-state.tsx";
import { quarantinePath } from "../../_parts/paths.ts";
import { ChooseEntries } from "./choose-entries.tsx";
import classes from "./quarantine.module.css";
import { QuarantinePages } from "./quarantine-pages.tsx";
import { QuarantineTable } from "./quarantine-table.tsx";

type Props = {
  organization: string;
  /** `null`: the whole organization's. */
  domain: string | null;
  page: QuarantinePage;
  isFirst: boolean;
};

/** What waits for a decision; who may act on it finds the means beside it. */
export function QuarantineList({ organization, domain, page: { role, entries, next }, isFirst }: Props) {
  const t = useTranslations("quarantine");
  const mayAct = roleReaches(role, "member");
  if (entries.length === 0)
    return <NothingWaits path={quarantinePath(organization, domain)} isFirst={isFirst} />;
  const table = (
    <QuarantineTable
      organization={organization}
      entries={entries}
      withDomain={domain === null}
      mayAct={mayAct}
    />
  );
  return (
    <>
      {mayAct ? (
        <ClientMessages namespaces={["quarantine"]}>
          <ChooseEntries organization={organization} {...(domain === null ? {} : { domain })}>
            {table}
          </ChooseEntries>
        </ClientMessages>
      ) : (
        <>
          <p className={classes.text}>{t("viewerText")}</p>
          {table}
        </>
      )}
      <QuarantinePages path={quarantinePath(organization, domain)} isFirst={isFirst} next={next} />
    </>
  );
}

function NothingWaits({ path, isFirst }: { path: string; isFirst: boolean }) {
  const t = useTranslations("quarantine");
  if (isFirst) return <EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>;
  return (
    <>
      <EmptyState title={t("endTitle")}>{t("endText")}</EmptyState>
      <QuarantinePages path={path} isFirst={false} next={null} />
    </>
  );
}
