import { useTranslations } from "next-intl";
import { ClientMessages } from "../../../_ui/client-messages.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { ProfileForm } from "./profile-form.tsx";

export function ProfilePanel({ email, name }: { email: string; name: string | null }) {
  const t = useTranslations("accounts.account.profile");
  return (
    <Panel title={t("title")} description={t("description", { email })}>
      <ClientMessages namespaces={["accounts.account.profile", "accounts.field", "accounts.problem"]}>
        <ProfileForm name={name ?? ""} />
      </ClientMessages>
    </Panel>
  );
}
