import { useTranslations } from "next-intl";
import type { Finding } from "#lib/core/finding.ts";
import { roleReaches } from "#lib/services/authorize.ts";
import type { SetupView } from "#lib/services/domains/show-setup.ts";
import { ClauseLink } from "../../../../../../_ui/clause-link.tsx";
import { ClientMessages } from "../../../../../../_ui/client-messages.tsx";
import { Notice } from "../../../../../../_ui/notice.tsx";
import type { DomainParams } from "../../../_parts/paths.ts";
import { PartBadge } from "../_parts/part-badge.tsx";
import { usePartStanding } from "../_parts/standing.ts";
import { TestReportLink } from "../_parts/test-report-link.tsx";
import { FormerAddresses } from "./_address/former-addresses.tsx";
import { RotateAddress } from "./_address/rotate-address.tsx";
import { AskZone } from "./_zone/ask-zone.tsx";
import { DoneDetails } from "./done-details.tsx";
import { OwnRuaForm } from "./own-rua-form.tsx";
import { itemFor } from "./publish-item.ts";
import classes from "./report-step.module.css";
import { Step, stepIds } from "./step.tsx";
import { TxtCard } from "./txt-card.tsx";

type Props = { setup: SetupView; path: DomainParams; findings: readonly Finding[] };

/** The TLS-RPT record: where senders report to. */
export function ReportStep({ setup, path, findings }: Props) {
  const t = useTranslations("domains.setup.reports");
  const standing = usePartStanding();
  const { check, domain, items, role } = setup;
  const done = check?.parts.tlsRpt === "ok";
  return (
    <Step
      id={stepIds.reports}
      number={2}
      title={t("title")}
      state={<PartBadge standing={standing(check?.parts.tlsRpt)} />}
      intro={
        <>
          {done ? t("done") : t("text")} (<ClauseLink clause="RFC 8460 §3" />)
        </>
      }
      findings={findings}
    >
      <Destinations setup={setup} />
      <FormerAddresses setup={setup} path={path} />
      <DoneDetails done={done && setup.formerAddresses.length === 0} label={t("show")}>
        <TxtCard title={t("record")} domain={domain.name} item={itemFor(items, "tlsrpt")} />
        {done ? null : (
          <AskZone setup={setup} path={path} record="tlsRpt" name={itemFor(items, "tlsrpt").name} />
        )}
        {roleReaches(role, "member") ? (
          <details className={classes.own} open={setup.ownRua.length > 0}>
            <summary>{t("own")}</summary>
            <ClientMessages namespaces={["domains.ownRua"]}>
              <OwnRuaForm {...path} ownRua={setup.ownRua} />
            </ClientMessages>
          </details>
        ) : null}
      </DoneDetails>
      {roleReaches(role, "admin") ? <RotateAddress path={path} /> : null}
      {setup.domain.proven ? (
        <p className={classes.note}>
          <TestReportLink path={path} />
        </p>
      ) : null}
    </Step>
  );
}

/** What the destinations in the record are, and which of them cannot work on this installation. */
function Destinations({ setup: { mailtoUri, reachable } }: { setup: SetupView }) {
  const t = useTranslations("domains.setup.reports");
  if (!reachable) {
    return (
      <Notice tone={mailtoUri === null ? "error" : "warning"} title={t("unreachableTitle")}>
        {mailtoUri === null ? t("unreachableAtAll") : t("unreachableByHttps")}
      </Notice>
    );
  }
  return <p className={classes.note}>{mailtoUri === null ? t("httpsOnly") : t("bothRoads")}</p>;
}
