import { pageLocale } from "../../_parts/page-locale.ts";
import { type LearnProps, learnMetadata } from "../_parts/learn-metadata.ts";
import { TlsRptArticle } from "./tls-rpt-article.tsx";

export const generateMetadata = learnMetadata("tls-rpt");

export default async function TlsRptArticlePage({ params }: LearnProps) {
  await pageLocale(params);
  return <TlsRptArticle />;
}
