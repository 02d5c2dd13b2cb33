import { useTranslations } from "next-intl";
import { ClientMessages } from "../../../../_ui/client-messages.tsx";
import { Panel } from "../../../../_ui/panel.tsx";
import { InviteForm } from "./invite-form.tsx";

export function InvitePanel({ organization }: { organization: string }) {
  const t = useTranslations("accounts.members");
  const namespaces = [
    "accounts.members",
    "accounts.role",
    "accounts.roleMeaning",
    "accounts.field",
    "accounts.problem",
  ];
  return (
    <Panel title={t("inviteTitle")} description={t("inviteText")}>
      <ClientMessages namespaces={namespaces}>
        <InviteForm organization={organization} />
      </ClientMessages>
    </Panel>
  );
}
