import { getTranslations } from "next-intl/server";
import type { PolicyMode } from "#lib/core/mtasts/policy.ts";
import { findingsByPart } from "#lib/core/posture/finding-part.ts";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { roleReaches } from "#lib/services/authorize.ts";
import { type SetupView, showSetup } from "#lib/services/domains/show-setup.ts";
import { ButtonLink } from "../../../../../../_ui/button-link.tsx";
import { Notice } from "../../../../../../_ui/notice.tsx";
import { pageValue } from "../../../../../_edge/page-value.ts";
import { type DomainParams, domainPath } from "../../../_parts/paths.ts";
import { ModeLinks } from "./_mode/mode-links.tsx";
import { ModeSetup } from "./_mode/mode-setup.tsx";
import { AnnounceStep } from "./announce-step.tsx";
import { CheckAside } from "./check-aside.tsx";
import { OwnershipStep } from "./ownership-step.tsx";
import { PolicyStep } from "./policy-step.tsx";
import { RemoveDomain } from "./remove-domain.tsx";
import { ReportStep } from "./report-step.tsx";
import classes from "./setup-content.module.css";

type Props = { path: DomainParams; mode: PolicyMode | undefined };

/** The steps in their safe order, or the way to the mode that was asked for. */
export async function SetupContent({ path, mode }: Props) {
  const found = await pageValue(await showSetup(await requestContext(), path, { mode }));
  if (!found.ok) return found.code satisfies never;
  const setup = found.value;
  return setup.change === null ? (
    <WholeSetup setup={setup} path={path} />
  ) : (
    <ModeSetup setup={setup} change={setup.change} path={path} />
  );
}

/** All steps, beside the check that says how each stands. */
async function WholeSetup({ setup, path }: { setup: SetupView; path: DomainParams }) {
  const t = await getTranslations("domains.setup");
  const findings = findingsByPart(setup.domain.name, setup.check?.findings ?? []);
  return (
    <div className={classes.page}>
      <div className={classes.top}>
        <h2 className={classes.title}>{t("title")}</h2>
        <p className={classes.intro}>
          {t(setup.domain.stage === "unprotected" ? "intro" : "introPublished")}
        </p>
        <OwnershipNotice setup={setup} path={path} />
      </div>
      <CheckAside setup={setup} path={path} />
      <div className={classes.steps}>
        <OwnershipStep setup={setup} path={path} findings={findings.ownership} />
        <ReportStep setup={setup} path={path} findings={findings.tlsRpt} />
        <PolicyStep setup={setup} findings={[...findings.policy, ...findings.mx]} />
        <AnnounceStep setup={setup} path={path} findings={findings.mtaSts} />
        <ModeLinks stage={setup.domain.stage} path={path} />
        {roleReaches(setup.role, "admin") ? <RemoveDomain path={path} /> : null}
      </div>
    </div>
  );
}

/** Says how the ownership stands once that is news: proven, or proven by somebody else before. */
async function OwnershipNotice({ setup: { domain, check }, path }: { setup: SetupView; path: DomainParams }) {
  const t = await getTranslations("domains.setup");
  if (domain.proven) {
    return (
      <Notice tone="ok" title={t("proven.title")}>
        <p className={classes.notice}>{t(`proven.${domain.provenBy ?? "txt"}`)}</p>
        <ButtonLink href={domainPath(path)} variant="default" size="sm">
          {t("toOverview")}
        </ButtonLink>
      </Notice>
    );
  }
  const isElsewhere = check?.ownership === "txt" || check?.ownership === "rua";
  if (!isElsewhere) return null;
  return (
    <Notice tone="error" title={t("elsewhere.title")}>
      {t("elsewhere.text", { domain: domain.unicode })}
    </Notice>
  );
}
