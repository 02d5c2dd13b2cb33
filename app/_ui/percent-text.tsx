import { NoData } from "./no-data.tsx";
import { useShareText } from "./use-share-text.ts";

/** A share from 0 to 1; `null` is "no data". Never rounded to 0 % or 100 % when it is not exactly that. */
export function PercentText({ value }: { value: number | null }) {
  const shareText = useShareText();
  return value === null ? <NoData /> : shareText(value);
}
