import { useTranslations } from "next-intl";
import type { InvitationView } from "#lib/services/accounts/show-invitation.ts";
import { PageHeader } from "../../../_ui/page-header.tsx";

/** What the link is for. */
export function InvitationTitle({ invitation }: { invitation: InvitationView | null }) {
  const t = useTranslations("accounts");
  if (!invitation)
    return <PageHeader title={t("create.invalidTitle")} description={t("create.invalidText")} />;
  switch (invitation.purpose) {
    case "set-up":
      return <PageHeader title={t("create.setUpTitle")} description={t("create.setUpText")} />;
    case "own":
      return <PageHeader title={t("create.ownTitle")} description={t("create.ownText")} />;
    case "join": {
      const { organization, role } = invitation;
      const as = { role: t(`role.${role}`), meaning: t(`roleMeaning.${role}`) };
      return (
        <PageHeader title={t("create.joinTitle", { organization })} description={t("create.joinText", as)} />
      );
    }
    default:
      return invitation satisfies never;
  }
}
