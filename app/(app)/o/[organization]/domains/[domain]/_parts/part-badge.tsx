import { ToneBadge } from "../../../../../../_ui/tone-badge.tsx";
import type { Standing } from "./standing.ts";

/** How one part of a domain stands. */
export function PartBadge({ standing: { tone, words } }: { standing: Standing }) {
  return <ToneBadge tone={tone}>{words}</ToneBadge>;
}
