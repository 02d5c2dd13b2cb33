import { pageLocale } from "../../_parts/page-locale.ts";
import { type LearnProps, learnMetadata } from "../_parts/learn-metadata.ts";
import { RolloutArticle } from "./rollout-article.tsx";

export const generateMetadata = learnMetadata("rollout");

export default async function RolloutArticlePage({ params }: LearnProps) {
  await pageLocale(params);
  return <RolloutArticle />;
}
