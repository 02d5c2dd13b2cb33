import { useFormatter } from "next-intl";
import { NoData } from "./no-data.tsx";

/** A count; `null` is "no data", never zero. */
export function NumberText({ value }: { value: number | bigint | null }) {
  const format = useFormatter();
  return value === null ? <NoData /> : format.number(value, "integer");
}
