import { useTranslations } from "next-intl";
import { roleReaches } from "#lib/services/authorize.ts";
import type { SetupView } from "#lib/services/domains/show-setup.ts";
import { ClientMessages } from "../../../../../../_ui/client-messages.tsx";
import { TimeText } from "../../../../../../_ui/time-text.tsx";
import type { DomainParams } from "../../../_parts/paths.ts";
import { CheckForm } from "../_parts/check-form.tsx";
import { usePartStanding } from "../_parts/standing.ts";
import classes from "./check-aside.module.css";
import { CheckLine } from "./check-line.tsx";
import { stepIds } from "./step.tsx";
import { useOwnershipStanding } from "./use-ownership-standing.ts";

type Props = {
  setup: SetupView;
  path: DomainParams;
  /** The page that the steps stand on, where that is another. */
  stepsAt?: string;
};

/** How each step stands, and the button that looks again; on wide screens it stays in view. */
export function CheckAside({ setup, path, stepsAt = "" }: Props) {
  const t = useTranslations("domains.setup");
  const { check, role } = setup;
  const parts = check?.parts;
  const standing = usePartStanding();
  return (
    <section className={classes.aside} aria-labelledby="check-title">
      <h2 id="check-title" className={classes.title}>
        {t("check.title")}
      </h2>
      <ul className={classes.parts}>
        <CheckLine
          href={`${stepsAt}#${stepIds.ownership}`}
          label={t("check.ownership")}
          {...useOwnershipStanding(setup)}
        />
        <CheckLine
          href={`${stepsAt}#${stepIds.reports}`}
          label={t("check.tlsRpt")}
          {...standing(parts?.tlsRpt)}
        />
        <CheckLine
          href={`${stepsAt}#${stepIds.policy}`}
          label={t("check.policy")}
          {...standing(parts?.policy)}
        />
        <CheckLine href={`${stepsAt}#${stepIds.policy}`} label={t("check.mx")} {...standing(parts?.mx)} />
        <CheckLine
          href={`${stepsAt}#${stepIds.announce}`}
          label={t("check.mtaSts")}
          {...standing(parts?.mtaSts)}
        />
      </ul>
      {roleReaches(role, "member") ? (
        <ClientMessages namespaces={["domains.check"]}>
          <CheckForm {...path} label={t("check.verify")} fullWidth />
        </ClientMessages>
      ) : null}
      <p className={classes.checkedAt}>
        {check ? (
          <>
            {t("check.checkedAt")} <TimeText value={check.checkedAt} show="second" />
          </>
        ) : (
          t("check.never")
        )}
      </p>
    </section>
  );
}
