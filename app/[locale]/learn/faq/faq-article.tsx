import { useTranslations } from "next-intl";
import { type ArticleSection, LearnPage } from "../_parts/learn-page.tsx";
import { Prose, type TextKey } from "../_parts/prose.tsx";
import { FaqData } from "./faq-data.tsx";
import { faqGroups } from "./faq-list.ts";

/** Questions and answers, and the same for search engines. */
export function FaqArticle() {
  const t = useTranslations("learn.faq");
  const sections = faqGroups.flatMap((group): ArticleSection[] => [
    { id: group.id, title: t(`groups.${group.id}`), body: null },
    ...group.questions.map(({ id, answers }) => ({
      id,
      title: t(`questions.${id}.question`),
      level: 3 as const,
      // Each question lists the paragraphs that its catalog entry has.
      body: <Prose texts={answers.map((answer) => `learn.faq.questions.${id}.${answer}` as TextKey)} />,
    })),
  ]);
  return (
    <>
      <FaqData />
      <LearnPage slug="faq" sections={sections} />
    </>
  );
}
