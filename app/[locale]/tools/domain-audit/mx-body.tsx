import { useTranslations } from "next-intl";
import type { MailEvidence } from "#lib/core/audit/evidence.ts";
import type { AuditSection } from "#lib/core/audit/section.ts";
import type { StartedAudit } from "#lib/services/tools/audit-domain.ts";
import { MxLooks } from "../_mx/mx-looks.tsx";
import { MxProgress } from "../_mx/mx-progress.tsx";
import { MxShortList } from "../_mx/mx-short-list.tsx";
import classes from "./audit.module.css";
import { SectionBody } from "./section-body.tsx";
import { sectionNames } from "./section-names.ts";

type Props = { audit: StartedAudit; whole: boolean };

/** The MX records, and what their hosts show on port 25, which takes longer than everything else. */
export async function MxBody({ audit, whole }: Props) {
  if (whole) return <WholeMx audit={audit} />;
  const { hosts } = await audit.mxHosts;
  return (
    <MxProgress hosts={hosts} now={audit.checkedAt} View={MxShortList}>
      <WholeMx audit={audit} />
    </MxProgress>
  );
}

async function WholeMx({ audit }: Pick<Props, "audit">) {
  const { mx: section, dane } = audit.sections;
  const [judged, aboutDane, evidence] = await Promise.all([section, dane, audit.mail]);
  const { mx, mxProbes } = evidence;
  return (
    <SectionBody section={judged} empty={isFaulty(aboutDane) ? null : undefined}>
      <MxLooks
        domain={audit.domain}
        mx={mx}
        probes={mxProbes}
        findings={[...judged.findings, ...aboutDane.findings]}
        now={audit.checkedAt}
      />
      <ToDane evidence={evidence} />
    </SectionBody>
  );
}

/** Where a row shows that TLSA fails, it would be odd to read that nothing is wrong. */
function isFaulty({ state }: AuditSection): boolean {
  return state === "error" || state === "warning";
}

/** A row says how TLSA stands; what there is to do about it is said once, in its own part. */
function ToDane({ evidence: { mxProbes } }: { evidence: MailEvidence }) {
  const t = useTranslations("tools.domainAudit.matches");
  if (!mxProbes.hosts.some(({ tlsa }) => tlsa.kind === "found")) return null;
  return (
    <p className={classes.clean}>
      {t("elsewhere")} <a href={`#${sectionNames.dane.id}`}>{sectionNames.dane.short}</a>
    </p>
  );
}
