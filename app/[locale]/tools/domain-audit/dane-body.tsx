import { useTranslations } from "next-intl";
import type { MailEvidence } from "#lib/core/audit/evidence.ts";
import type { StartedAudit } from "#lib/services/tools/audit-domain.ts";
import { DataTable } from "../../../_ui/data-table.tsx";
import { type DaneStanding, mxRows } from "../../../_ui/outside/mx-rows.ts";
import type { Tone } from "../../../_ui/tone.ts";
import { ToneBadge } from "../../../_ui/tone-badge.tsx";
import { HostAndAddress } from "../_mx/host-and-address.tsx";
import { SectionBody } from "./section-body.tsx";

/** TLSA in DNS, and whether it stands for the certificates that the hosts show. */
export async function DaneBody({ audit }: { audit: StartedAudit }) {
  const [section, evidence] = await Promise.all([audit.sections.dane, audit.mail]);
  return (
    <SectionBody section={section}>
      <Matches evidence={evidence} now={audit.checkedAt} />
    </SectionBody>
  );
}

const tones: Partial<Record<DaneStanding, Tone>> = {
  authenticated: "ok",
  refused: "error",
  unsigned: "warning",
};

/** Which address shows the certificate that TLSA stands for; nothing where there is no TLSA to hold against one. */
function Matches({ evidence: { domain, mx, mxProbes }, now }: { evidence: MailEvidence; now: Date }) {
  const t = useTranslations();
  const rows = mxRows({
    hosts: mxProbes.hosts.map((evidence) => ({ host: evidence.host, evidence })),
    now,
    signedDomain: mx.kind === "found" && mx.authenticated ? domain : undefined,
  }).flatMap(({ key, host, look, dane }) =>
    look === null || dane === null || dane === "none" ? [] : [{ key, host, look, dane }],
  );
  if (rows.length === 0) return null;
  return (
    <DataTable
      caption={t("tools.domainAudit.matches.caption")}
      hideCaption
      columns={[
        {
          key: "host",
          header: t("outside.mx.host"),
          rowHeader: true,
          cell: (row) => <HostAndAddress host={row.host} look={row.look} />,
        },
        {
          key: "dane",
          header: t("tools.domainAudit.matches.certificate"),
          cell: ({ dane }) => (
            <ToneBadge tone={tones[dane] ?? "neutral"}>{t(`outside.mx.dane.${dane}`)}</ToneBadge>
          ),
        },
      ]}
      rows={rows}
      rowKey={({ key }) => key}
    />
  );
}
