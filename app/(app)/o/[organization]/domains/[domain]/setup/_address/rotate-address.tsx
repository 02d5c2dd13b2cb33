import { useTranslations } from "next-intl";
import { defaultGraceDays, graceChoices } from "#lib/services/domains/rotate-report-address.ts";
import { ClientMessages } from "../../../../../../../_ui/client-messages.tsx";
import type { DomainParams } from "../../../../_parts/paths.ts";
import classes from "./rotate-address.module.css";
import { RotateAddressForm } from "./rotate-address-form.tsx";

/** Gives the domain another report address; for administrators. */
export function RotateAddress({ path }: { path: DomainParams }) {
  const t = useTranslations("addressRotation");
  return (
    <details className={classes.rotate}>
      <summary>{t("title")}</summary>
      <div className={classes.body}>
        <p className={classes.text}>{t("text")}</p>
        <ClientMessages namespaces={["addressRotation"]}>
          <RotateAddressForm {...path} choices={[...graceChoices]} initial={defaultGraceDays} />
        </ClientMessages>
      </div>
    </details>
  );
}
