import type { useTranslations } from "next-intl";
import type { Finding } from "#lib/core/finding.ts";

/** A finding in words; every part but the title may be missing for a code that the catalogs do not know. */
export type FindingWording = { title: string; meaning: string; remedy: string | null };

/** Any translator over the root of the catalogs. Codes come from stored checks too, so they are looked up, not typed. */
type Translate = ReturnType<typeof useTranslations<never>>;

/** Words a finding. A code without wording, e.g. from a newer version's check, is shown as it is. */
export function findingWording(t: Translate, { code, data }: Finding): FindingWording {
  const text = (part: string) => {
    const key = `findings.${code}.${part}` as Parameters<Translate>[0];
    return t.has(key) ? t(key, data) : null;
  };
  return {
    title: text("title") ?? t("ui.finding.unknownCode", { code }),
    meaning: text("meaning") ?? t("ui.finding.unknownCodeMeaning"),
    remedy: text("remedy"),
  };
}
