import { useTranslations } from "next-intl";
import { ClientMessages } from "../../../../_ui/client-messages.tsx";
import { Panel } from "../../../../_ui/panel.tsx";
import { RenameForm } from "./rename-form.tsx";

export function RenamePanel({ organization }: { organization: { slug: string; name: string } }) {
  const t = useTranslations("accounts.members");
  return (
    <Panel title={t("renameTitle")} description={t("renameText")}>
      <ClientMessages namespaces={["accounts.members", "accounts.problem"]}>
        <RenameForm slug={organization.slug} name={organization.name} />
      </ClientMessages>
    </Panel>
  );
}
