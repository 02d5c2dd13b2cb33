import type { Metadata } from "next";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { env } from "#lib/server/env.ts";
import { PageHeader } from "../../_ui/page-header.tsx";
import { openApiDocument } from "../../api/v1/_openapi/document.ts";
import { LocaleFrame } from "../_parts/locale-frame.tsx";
import { localeMetadata } from "../_parts/locale-metadata.ts";
import { type LocaleParams, pageLocale } from "../_parts/page-locale.ts";
import { Contents } from "./_reference/contents.tsx";
import { Objects } from "./_reference/objects.tsx";
import { Operations } from "./_reference/operations.tsx";
import { Problems } from "./_reference/problems.tsx";
import { readDocument } from "./_reference/read-document.ts";
import classes from "./_reference/reference.module.css";
import { Rules } from "./_reference/rules.tsx";
import { Start } from "./_reference/start.tsx";

type Props = { params: LocaleParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const t = await getTranslations({ locale, namespace: "api.reference" });
  return localeMetadata(locale, "/api", { title: t("title"), description: t("description") });
}

/** The OpenAPI document as a page: made of the same, so it never says anything else. */
export default async function ApiReferencePage({ params }: Props) {
  await pageLocale(params);
  // Where this installation stands is known when it runs, not when it is built.
  await connection();
  const { publicUrl } = env();
  const document = readDocument(openApiDocument(publicUrl));
  const t = await getTranslations("api.reference");
  return (
    <LocaleFrame path="/api">
      <PageHeader title={t("title")} description={t("lead")} />
      <div className={classes.layout}>
        <Contents document={document} />
        <article className={classes.article}>
          <Start base={document.base} />
          <Rules />
          <Operations document={document} />
          <Objects document={document} />
          <Problems />
        </article>
      </div>
    </LocaleFrame>
  );
}
