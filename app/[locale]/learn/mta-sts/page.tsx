import { pageLocale } from "../../_parts/page-locale.ts";
import { type LearnProps, learnMetadata } from "../_parts/learn-metadata.ts";
import { MtaStsArticle } from "./mta-sts-article.tsx";

export const generateMetadata = learnMetadata("mta-sts");

export default async function MtaStsArticlePage({ params }: LearnProps) {
  await pageLocale(params);
  return <MtaStsArticle />;
}
