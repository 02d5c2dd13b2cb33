import { Stack } from "@mantine/core";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { listMembers } from "#lib/services/organizations/list-members.ts";
import { PageHeader } from "../../../../_ui/page-header.tsx";
import { pageValue } from "../../../_edge/page-value.ts";
import { InvitationsPanel } from "./invitations-panel.tsx";
import { InvitePanel } from "./invite-panel.tsx";
import { PeoplePanel } from "./people-panel.tsx";
import { RenamePanel } from "./rename-panel.tsx";
import { RolesPanel } from "./roles-panel.tsx";

type Props = { params: Promise<{ organization: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.members");
  return { title: t("title") };
}

export default async function MembersPage({ params }: Props) {
  const { organization: slug } = await params;
  const found = await pageValue(await listMembers(await requestContext(), slug));
  if (!found.ok) return found.code satisfies never;
  const view = found.value;
  const manages = view.role === "owner" || view.role === "admin";
  const t = await getTranslations("accounts.members");
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description", { organization: view.organization.name })}
      />
      <Stack gap="lg">
        <PeoplePanel view={view} />
        {manages ? <InvitePanel organization={slug} /> : null}
        <InvitationsPanel view={view} mayRevoke={manages} />
        <RolesPanel />
        {manages ? <RenamePanel organization={view.organization} /> : null}
      </Stack>
    </>
  );
}
