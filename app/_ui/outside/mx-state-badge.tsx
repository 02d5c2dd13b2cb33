import { useTranslations } from "next-intl";
import { ToneBadge } from "../tone-badge.tsx";
import type { MxRow } from "./mx-rows.ts";

/** How an MX host stands at one address. */
export function MxStateBadge({ row: { state, tone } }: { row: Pick<MxRow, "state" | "tone"> }) {
  const t = useTranslations("outside");
  switch (state) {
    case "ok":
    case "attention":
    case "tlsa-mismatch":
    case "no-address":
    case "lookup-failed":
    case "looking":
    case "unseen":
    case "left-out":
      return <ToneBadge tone={tone}>{t(`mx.state.${state}`)}</ToneBadge>;
    default:
      return <ToneBadge tone={tone}>{t(`fault.${state}`)}</ToneBadge>;
  }
}
