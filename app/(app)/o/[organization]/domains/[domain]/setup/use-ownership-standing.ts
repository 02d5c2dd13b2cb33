import { useTranslations } from "next-intl";
import type { SetupView } from "#lib/services/domains/show-setup.ts";
import { type Standing, usePartStanding } from "../_parts/standing.ts";

/** How the proof of ownership stands. A proof that is there without proving anything was somebody else's first. */
export function useOwnershipStanding({ domain, check }: SetupView): Standing {
  const t = useTranslations("domains.setup.ownershipState");
  const part = usePartStanding();
  const ownership = check?.ownership;
  if (domain.proven) return { tone: "ok", words: t("proven") };
  switch (ownership) {
    case undefined:
      return part(undefined);
    case null:
      return part("absent");
    case "unknown":
      return part("unknown");
    case "txt":
    case "rua":
      return { tone: "error", words: t("elsewhere") };
    default:
      return ownership satisfies never;
  }
}
