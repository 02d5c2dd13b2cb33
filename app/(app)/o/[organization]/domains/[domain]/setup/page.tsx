import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { PageSkeleton } from "../../../../../../_ui/page-skeleton.tsx";
import type { DomainParams } from "../../../_parts/paths.ts";
import { readMode } from "./read-mode.ts";
import { SetupContent } from "./setup-content.tsx";

type Props = { params: Promise<DomainParams>; searchParams: Promise<{ mode?: string | string[] }> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations("domains.setup");
  const { domain } = await params;
  const mode = readMode((await searchParams).mode);
  return { title: mode ? t(`mode.pageTitle.${mode}`, { domain }) : t("pageTitle", { domain }) };
}

/** The look-up of the MX records may take its time, so what needs it comes later than the frame around it. */
export default async function SetupPage({ params, searchParams }: Props) {
  const mode = readMode((await searchParams).mode);
  return (
    <Suspense fallback={<PageSkeleton lines={8} />}>
      <SetupContent path={await params} mode={mode} />
    </Suspense>
  );
}
