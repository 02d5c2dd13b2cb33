import { NativeSelect } from "@mantine/core";
import { useTranslations } from "next-intl";

type Props = { zones: readonly string[]; value: string | null; onChange: (zone: string) => void };

/** A domain below the registered name may have a zone of its own, or lie in the one above. */
export function ZoneField({ zones, value, onChange }: Props) {
  const t = useTranslations("tools.tlsRptGenerator");
  return (
    <NativeSelect
      name="zone"
      label={t("zone")}
      description={t("zoneHint")}
      data={[...zones]}
      value={value ?? zones[0] ?? ""}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
