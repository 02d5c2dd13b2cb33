import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Document } from "./_ui/document.tsx";
import { NotFoundNotice } from "./_ui/not-found-notice.tsx";
import { PublicFrame } from "./_ui/public-frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: `${t("ui.notFound.title")} · ${t("common.product")}` };
}

/** Answers addresses that no route knows; there is no single root layout that it could stand in. */
export default function GlobalNotFound() {
  return (
    <Document>
      <PublicFrame>
        <NotFoundNotice />
      </PublicFrame>
    </Document>
  );
}
