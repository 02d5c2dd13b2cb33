import { pageLocale } from "../../_parts/page-locale.ts";
import { type LearnProps, learnMetadata } from "../_parts/learn-metadata.ts";
import { FaqArticle } from "./faq-article.tsx";

export const generateMetadata = learnMetadata("faq");

export default async function FaqArticlePage({ params }: LearnProps) {
  await pageLocale(params);
  return <FaqArticle />;
}
