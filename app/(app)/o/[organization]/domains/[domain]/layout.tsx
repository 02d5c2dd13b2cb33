import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { roleReaches } from "#lib/services/authorize.ts";
import { showDomain } from "#lib/services/domains/show-domain.ts";
import { PageHeader } from "../../../../../_ui/page-header.tsx";
import { StageBadge } from "../../../../../_ui/stage-badge.tsx";
import { ToneBadge } from "../../../../../_ui/tone-badge.tsx";
import { pageValue } from "../../../../_edge/page-value.ts";
import { DomainTitle } from "../../_parts/domain-title.tsx";
import {
  checkPath,
  type DomainParams,
  domainPath,
  domainsPath,
  historyPath,
  quarantinePath,
  reportsPath,
  setupPath,
} from "../../_parts/paths.ts";
import { quarantineLabel } from "../../_parts/quarantine-label.ts";
import { UploadLink } from "../../upload/_upload/upload-link.tsx";
import { SectionTabs } from "./_parts/section-tabs.tsx";

type Props = { params: Promise<DomainParams>; children: ReactNode };

/** Name, stage and sections above every page of a domain. Until the domain is proven there is nothing but set-up. */
export default async function DomainLayout({ params, children }: Props) {
  const path = await params;
  const found = await pageValue(await showDomain(await requestContext(), path));
  if (!found.ok) return found.code satisfies never;
  const { name, unicode, proven, stage, role } = found.value;
  const t = await getTranslations("domains");
  const sections = [
    { href: domainPath(path), label: t("sections.overview"), exact: true },
    { href: setupPath(path), label: t("sections.setup"), exact: false },
    { href: checkPath(path), label: t("sections.check"), exact: false },
    { href: historyPath(path), label: t("sections.history"), exact: false },
    { href: reportsPath(path), label: t("sections.reports"), exact: false },
    { href: quarantinePath(path.organization, name), label: await quarantineLabel(path), exact: false },
  ];
  return (
    <>
      <PageHeader
        title={<DomainTitle name={name} unicode={unicode} />}
        back={{ href: domainsPath(path.organization), label: t("list.title") }}
        actions={
          proven ? (
            <>
              <StageBadge stage={stage} />
              {roleReaches(role, "member") ? (
                <UploadLink organization={path.organization} domain={name} />
              ) : null}
            </>
          ) : (
            <ToneBadge tone="neutral">{t("list.notProven")}</ToneBadge>
          )
        }
      />
      {proven ? <SectionTabs label={t("sections.label")} sections={sections} /> : null}
      {children}
    </>
  );
}
