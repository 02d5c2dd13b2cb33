import Link from "next/link";
import { useTranslations } from "next-intl";
import { findingsByPart } from "#lib/core/posture/finding-part.ts";
import type { ModeChange } from "#lib/services/domains/mode-change.ts";
import type { SetupView } from "#lib/services/domains/show-setup.ts";
import { Panel } from "../../../../../../../_ui/panel.tsx";
import { PolicyChanges } from "../../../../../../../[locale]/tools/_mta-sts/policy-changes.tsx";
import { type DomainParams, setupPath } from "../../../../_parts/paths.ts";
import { CheckAside } from "../check-aside.tsx";
import classes from "../setup-content.module.css";
import { FileStep } from "./file-step.tsx";
import { ModeNotice } from "./mode-notice.tsx";
import { RecordStep } from "./record-step.tsx";
import { RemovalStep } from "./removal-step.tsx";

type Props = { setup: SetupView; change: ModeChange; path: DomainParams };

/** The way to another mode: what it means, what changes, and the steps in the order of RFC 8461 §8.1 or §8.3. */
export function ModeSetup({ setup, change, path }: Props) {
  const t = useTranslations("domains.setup.mode");
  const { mode, served, proposed } = change;
  const findings = findingsByPart(setup.domain.name, setup.check?.findings ?? []);
  const differs = served !== null && proposed !== null && served.mode !== mode;
  return (
    <div className={classes.page}>
      <div className={classes.top}>
        <h2 className={classes.title}>{t(`title.${mode}`)}</h2>
        <p className={classes.intro}>{t(`text.${mode}`)}</p>
        <p className={classes.intro}>
          <Link href={setupPath(path)}>{t("back")}</Link>
        </p>
        <ModeNotice change={change} path={path} />
        {differs ? (
          <Panel title={t("changes")}>
            <PolicyChanges from={served} to={proposed} />
          </Panel>
        ) : null}
      </div>
      <CheckAside setup={setup} path={path} stepsAt={setupPath(path)} />
      <div className={classes.steps}>
        <FileStep
          setup={setup}
          change={change}
          // Without mx lines there is nothing that could fit the mail hosts.
          findings={mode === "none" ? findings.policy : [...findings.policy, ...findings.mx]}
        />
        <RecordStep setup={setup} change={change} findings={findings.mtaSts} />
        {mode === "none" ? <RemovalStep served={served} /> : null}
      </div>
    </div>
  );
}
