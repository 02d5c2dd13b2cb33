import type { useTranslations } from "next-intl";
import type { HostingId } from "#lib/core/publish/hosting-recipes.ts";

type Key = Parameters<ReturnType<typeof useTranslations<"tools.mtaStsGenerator.hosting">>>[0];

/** The key of a step's words. That every step of every recipe has them is what the test beside this holds. */
export function stepKey(id: HostingId, step: string): Key {
  return `${id}.steps.${step}` as Key;
}
