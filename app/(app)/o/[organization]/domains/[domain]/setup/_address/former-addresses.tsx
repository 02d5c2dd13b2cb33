import { useFormatter, useTranslations } from "next-intl";
import { roleReaches } from "#lib/services/authorize.ts";
import type { SetupView } from "#lib/services/domains/show-setup.ts";
import { ConfirmButton } from "../../../../../../../_ui/confirm-button.tsx";
import { Notice } from "../../../../../../../_ui/notice.tsx";
import type { DomainParams } from "../../../../_parts/paths.ts";
import classes from "./rotate-address.module.css";
import { revokeAddressAction } from "./rotate-address-action.ts";

/** The addresses that were replaced and still work, with their ends; administrators may end them now. */
export function FormerAddresses({ setup, path }: { setup: SetupView; path: DomainParams }) {
  const t = useTranslations("addressRotation");
  const format = useFormatter();
  if (setup.formerAddresses.length === 0) return null;
  return (
    <Notice tone="info" title={t("formerTitle")}>
      <p className={classes.text}>{t("publish")}</p>
      <ul className={classes.former}>
        {setup.formerAddresses.map(({ token, httpsUri, until }) => (
          <li key={token}>
            <code className={classes.uri}>{httpsUri}</code>
            <div className={classes.line}>
              {t("until", { until: format.dateTime(until, "minute") })}
              {roleReaches(setup.role, "admin") ? (
                <ConfirmButton
                  label={t("revoke")}
                  action={revokeAddressAction}
                  fields={{ ...path, token }}
                  danger
                >
                  {t("revokeText")}
                </ConfirmButton>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
