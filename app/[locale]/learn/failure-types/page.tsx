import { pageLocale } from "../../_parts/page-locale.ts";
import { type LearnProps, learnMetadata } from "../_parts/learn-metadata.ts";
import { FailureTypesArticle } from "./failure-types-article.tsx";

export const generateMetadata = learnMetadata("failure-types");

export default async function FailureTypesArticlePage({ params }: LearnProps) {
  await pageLocale(params);
  return <FailureTypesArticle />;
}
