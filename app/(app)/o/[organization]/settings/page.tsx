import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { showOrganization } from "#lib/services/organizations/show-organization.ts";
import { PageHeader } from "../../../../_ui/page-header.tsx";
import { pageValue } from "../../../_edge/page-value.ts";
import { RetentionPanel } from "./retention-panel.tsx";

type Props = { params: Promise<{ organization: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("title") };
}

/** What administrators decide for the whole organization. */
export default async function SettingsPage({ params }: Props) {
  const { organization: slug } = await params;
  const found = await pageValue(await showOrganization(await requestContext(), slug, "admin"));
  if (!found.ok) return found.code satisfies never;
  const { name, retentionDays } = found.value;
  const t = await getTranslations("settings");
  return (
    <>
      <PageHeader title={t("title")} description={t("description", { organization: name })} />
      <RetentionPanel organization={slug} days={retentionDays} />
    </>
  );
}
