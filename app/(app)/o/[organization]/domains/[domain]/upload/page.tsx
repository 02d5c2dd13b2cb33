import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { roleReaches } from "#lib/services/authorize.ts";
import { showDomain } from "#lib/services/domains/show-domain.ts";
import { Notice } from "../../../../../../_ui/notice.tsx";
import { pageValue } from "../../../../../_edge/page-value.ts";
import { type DomainParams, setupPath } from "../../../_parts/paths.ts";
import { UploadPanel } from "../../../upload/_upload/upload-panel.tsx";
import classes from "../reports/_list/reports.module.css";

type Props = { params: Promise<DomainParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("upload");
  return { title: t("pageTitle", { domain: (await params).domain }) };
}

/** Takes reports for this domain. */
export default async function DomainUploadPage({ params }: Props) {
  const path = await params;
  const found = await pageValue(await showDomain(await requestContext(), path));
  if (!found.ok) return found.code satisfies never;
  const { name, proven, role } = found.value;
  if (!proven) redirect(setupPath(path));
  const t = await getTranslations("upload");
  return (
    <>
      <h2 className={classes.title}>{t("title")}</h2>
      {roleReaches(role, "member") ? (
        <UploadPanel organization={path.organization} domain={name} />
      ) : (
        <Notice tone="info" title={t("viewerTitle")}>
          {t("viewerText")}
        </Notice>
      )}
    </>
  );
}
