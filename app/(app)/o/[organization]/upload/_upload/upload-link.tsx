import { useTranslations } from "next-intl";
import { ButtonLink } from "../../../../../_ui/button-link.tsx";
import { uploadPath } from "../../_parts/paths.ts";

/** The way to handing in reports for a domain. */
export function UploadLink({ organization, domain }: { organization: string; domain: string }) {
  const t = useTranslations("upload");
  return (
    <ButtonLink href={uploadPath(organization, domain)} variant="default" size="xs">
      {t("action")}
    </ButtonLink>
  );
}
