import { useTranslations } from "next-intl";
import { ButtonLink } from "./button-link.tsx";
import { PageHeader } from "./page-header.tsx";

/** The same answer for what does not exist and what is somebody else's. */
export function NotFoundNotice() {
  const t = useTranslations("ui.notFound");
  return (
    <>
      <PageHeader title={t("title")} description={t("text")} />
      <ButtonLink href="/" variant="default">
        {t("back")}
      </ButtonLink>
    </>
  );
}
