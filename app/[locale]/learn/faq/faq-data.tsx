import { useLocale, useTranslations } from "next-intl";
import { linkTargets } from "../_parts/link-targets.ts";
import type { TextKey } from "../_parts/prose.tsx";
import { faqGroups } from "./faq-list.ts";

/** Questions and answers as `FAQPage` of schema.org. It is data, which no script policy concerns. */
export function FaqData() {
  const t = useTranslations();
  const entries = faqGroups.flatMap(({ questions }) =>
    questions.map(({ id, answers }) => ({
      "@type": "Question",
      name: t(`learn.faq.questions.${id}.question`),
      acceptedAnswer: {
        "@type": "Answer",
        text: answers
          .map((answer) => t.markup(`learn.faq.questions.${id}.${answer}` as TextKey, plainMarks))
          .join(" "),
      },
    })),
  );
  const data = {
    "@context": "https://schema.org",
    "@type": "FAQPage",
    inLanguage: useLocale(),
    mainEntity: entries,
  };
  return <script type="application/ld+json">{JSON.stringify(data).replaceAll("<", "\\u003c")}</script>;
}

/** Clauses in brackets, everything else as its words. */
const plainMarks: Record<string, (words: string) => string> = {
  ...Object.fromEntries(
    ["code", ...Object.keys(linkTargets)].map((mark) => [mark, (words: string) => words]),
  ),
  rfc: (words) => `[${words}]`,
};
