import { useTranslations } from "next-intl";
import { uploadFileBytes } from "#lib/services/reports/upload-reports.ts";
import { ClientMessages } from "../../../../../_ui/client-messages.tsx";
import { quarantinePath, uploadUrl } from "../../_parts/paths.ts";
import { UploadBox } from "./upload-box.tsx";
import classes from "./upload-panel.module.css";

type Props = {
  organization: string;
  /** `null`: each report goes to the domains that it names. */
  domain: string | null;
};

/** Where files are handed in, with what that means. */
export function UploadPanel({ organization, domain }: Props) {
  const t = useTranslations("upload");
  return (
    <>
      <p className={classes.text}>
        {domain === null ? t("organizationText") : t("domainText", { domain })} {t("trust")}
      </p>
      <ClientMessages namespaces={["upload.box"]}>
        <UploadBox
          url={uploadUrl(organization, domain)}
          cap={uploadFileBytes}
          organization={organization}
          quarantine={quarantinePath(organization, domain)}
        />
      </ClientMessages>
    </>
  );
}
