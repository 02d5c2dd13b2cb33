import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { roleReaches } from "#lib/services/authorize.ts";
import { showQuarantined } from "#lib/services/quarantine/show-quarantined.ts";
import { ClientMessages } from "../../../../../_ui/client-messages.tsx";
import { pageValue } from "../../../../_edge/page-value.ts";
import { quarantinePath } from "../../_parts/paths.ts";
import classes from "./_entry/entry.module.css";
import { EntryActions } from "./_entry/entry-actions.tsx";
import { EntryContent } from "./_entry/entry-content.tsx";
import { EntryFacts } from "./_entry/entry-facts.tsx";
import { EntryFindings } from "./_entry/entry-findings.tsx";
import { EntryHead } from "./_entry/entry-head.tsx";

type Props = { params: Promise<{ organization: string; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("quarantine");
  return { title: t("title") };
}

/** One thing that could not be counted. */
export default async function QuarantinedPage({ params }: Props) {
  const { organization, id } = await params;
  const found = await pageValue(await showQuarantined(await requestContext(), { organization, id }));
  if (!found.ok) return found.code satisfies never;
  const entry = found.value;
  return (
    <div className={classes.page}>
      <EntryHead organization={organization} entry={entry} />
      {roleReaches(entry.role, "member") ? (
        <ClientMessages namespaces={["quarantine"]}>
          <EntryActions
            organization={organization}
            id={id}
            back={quarantinePath(organization, entry.domain)}
          />
        </ClientMessages>
      ) : null}
      <EntryFindings findings={entry.findings} />
      <EntryFacts entry={entry} />
      <EntryContent text={entry.text} />
    </div>
  );
}
