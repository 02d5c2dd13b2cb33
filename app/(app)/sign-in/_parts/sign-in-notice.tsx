import { useTranslations } from "next-intl";
import { Notice } from "../../../_ui/notice.tsx";
import { FormNotice } from "../../_account/form-card.tsx";

type Props = {
  /** `everywhere` after all sessions were ended. */
  ended: string | undefined;
  needsSetUp: boolean;
};

/** What stands above the form: how one came here, or that there is no account to sign in with yet. */
export function SignInNotice({ ended, needsSetUp }: Props) {
  const t = useTranslations("accounts.signIn");
  if (needsSetUp) {
    return (
      <FormNotice>
        <Notice tone="info" title={t("setUpTitle")}>
          {t("setUpText")}
        </Notice>
      </FormNotice>
    );
  }
  if (ended !== "everywhere") return null;
  return (
    <FormNotice>
      <Notice tone="ok" role="status">
        {t("signedOutEverywhere")}
      </Notice>
    </FormNotice>
  );
}
