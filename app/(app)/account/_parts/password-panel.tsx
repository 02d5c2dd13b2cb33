import { useTranslations } from "next-intl";
import { passwordLength } from "#lib/services/accounts/secrets.ts";
import { ClientMessages } from "../../../_ui/client-messages.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { PasswordForm } from "./password-form.tsx";

type Props = {
  email: string;
  hasPassword: boolean;
  /** Whether the current password must be given. */
  asksCurrent: boolean;
};

export function PasswordPanel({ email, hasPassword, asksCurrent }: Props) {
  const t = useTranslations("accounts.account.password");
  const description = hasPassword ? (asksCurrent ? t("description") : t("notAsked")) : t("noneYet");
  return (
    <Panel title={t("title")} description={description}>
      <ClientMessages namespaces={["accounts.account.password", "accounts.field", "accounts.problem"]}>
        <PasswordForm
          email={email}
          hasPassword={hasPassword}
          asksCurrent={asksCurrent}
          min={passwordLength.min}
        />
      </ClientMessages>
    </Panel>
  );
}
