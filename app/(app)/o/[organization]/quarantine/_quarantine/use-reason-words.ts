import { useTranslations } from "next-intl";

export type ReasonWords = { title: string; remedy: string };

/** Why something was kept aside, and what to do. A reason that the catalogs do not know is shown as it is. */
export function useReasonWords(): (reason: string) => ReasonWords {
  const t = useTranslations("quarantine.reason");
  return (reason) => {
    const known = (part: string) => `${reason}.${part}` as Parameters<typeof t>[0];
    if (reason === "other" || !t.has(known("title"))) {
      return { title: t("other.title", { reason }), remedy: t("other.remedy") };
    }
    return { title: t(known("title"), { reason }), remedy: t(known("remedy")) };
  };
}
