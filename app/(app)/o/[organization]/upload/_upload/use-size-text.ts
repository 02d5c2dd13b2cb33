import { useFormatter, useTranslations } from "next-intl";

const units = [
  { key: "bytes", octets: 1, digits: 0 },
  { key: "kibibytes", octets: 1_024, digits: 0 },
  { key: "mebibytes", octets: 1_048_576, digits: 1 },
] as const;

/** Octets as a reader wants them, in the largest unit that fits. */
export function useSizeText(): (octets: number) => string {
  const t = useTranslations("upload.box");
  const format = useFormatter();
  return (octets) => {
    const unit = units.findLast((one) => octets >= one.octets) ?? units[0];
    return t(unit.key, { size: format.number(octets / unit.octets, { maximumFractionDigits: unit.digits }) });
  };
}
