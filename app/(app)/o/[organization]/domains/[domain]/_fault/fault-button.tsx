import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ReportedFault } from "#lib/services/domains/probe-reported-fault.ts";
import { HiddenText } from "../../../../../../_ui/hidden-text.tsx";

type Props = ReportedFault & {
  /** The `FaultProbe` that shows what comes of it. */
  form: string;
};

/** Asks the `FaultProbe` of that name to look now at what a report said. */
export function FaultButton({ form, resultType, mxHost }: Props) {
  const t = useTranslations("faultProbe");
  return (
    <Button
      type="submit"
      form={form}
      name="fault"
      value={JSON.stringify({ resultType, mxHost })}
      size="compact-xs"
      variant="default"
    >
      {t("look")}
      <HiddenText> {t("lookAt", { what: mxHost ?? resultType ?? "none" })}</HiddenText>
    </Button>
  );
}
