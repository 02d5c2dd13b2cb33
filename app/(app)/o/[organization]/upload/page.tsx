import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { showOrganization } from "#lib/services/organizations/show-organization.ts";
import { PageHeader } from "../../../../_ui/page-header.tsx";
import { pageValue } from "../../../_edge/page-value.ts";
import { UploadPanel } from "./_upload/upload-panel.tsx";

type Props = { params: Promise<{ organization: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("upload");
  return { title: t("title") };
}

/** Takes reports for every domain of the organization. */
export default async function UploadPage({ params }: Props) {
  const { organization } = await params;
  const found = await pageValue(await showOrganization(await requestContext(), organization, "member"));
  if (!found.ok) return found.code satisfies never;
  const t = await getTranslations("upload");
  return (
    <>
      <PageHeader title={t("title")} />
      <UploadPanel organization={organization} domain={null} />
    </>
  );
}
