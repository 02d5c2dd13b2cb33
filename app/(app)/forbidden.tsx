import { useTranslations } from "next-intl";
import { ButtonLink } from "../_ui/button-link.tsx";
import { PageHeader } from "../_ui/page-header.tsx";
import { PublicFrame } from "../_ui/public-frame.tsx";

/** For members whose role does not suffice; everybody else gets "not found". */
export default function Forbidden() {
  const t = useTranslations("accounts.forbidden");
  return (
    <PublicFrame>
      <PageHeader title={t("title")} description={t("text")} />
      <ButtonLink href="/domains" variant="default">
        {t("back")}
      </ButtonLink>
    </PublicFrame>
  );
}
