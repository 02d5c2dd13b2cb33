import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requestContext, signedIn } from "#lib/server/auth/request-context.ts";
import { showInvitation } from "#lib/services/accounts/show-invitation.ts";
import { PublicFrame } from "../../../_ui/public-frame.tsx";
import { InvitationTitle } from "./invitation-title.tsx";
import { NextStep } from "./next-step.tsx";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.signUp");
  return { title: t("title"), robots: { index: false } };
}

/** Where set-up links, invitations and confirmations of an address lead. */
export default async function InvitationPage({ params }: Props) {
  const { token } = await params;
  const invitation = await showInvitation(await requestContext(), token);
  const user = await signedIn();
  return (
    <PublicFrame width="narrow">
      <InvitationTitle invitation={invitation} />
      <NextStep token={token} invitation={invitation} current={user?.email ?? null} />
    </PublicFrame>
  );
}
