import { pageLocale } from "../../_parts/page-locale.ts";
import { type LearnProps, learnMetadata } from "../_parts/learn-metadata.ts";
import { ReportArticle } from "./report-article.tsx";

export const generateMetadata = learnMetadata("reading-a-report");

export default async function ReportArticlePage({ params }: LearnProps) {
  await pageLocale(params);
  return <ReportArticle />;
}
