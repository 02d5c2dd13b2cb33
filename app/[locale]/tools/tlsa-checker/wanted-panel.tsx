import { useTranslations } from "next-intl";
import type { TlsaCheck } from "#lib/core/dane/check-pasted.ts";
import { formatTlsaRecord } from "#lib/core/dane/record.ts";
import { registrableDomain } from "#lib/core/domain-name.ts";
import { relativeName } from "#lib/core/publish/providers.ts";
import { ClauseLink } from "../../../_ui/clause-link.tsx";
import { CopyField } from "../../../_ui/copy-field.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { RecordCard } from "../../../_ui/record-card.tsx";
import { ToneBadge } from "../../../_ui/tone-badge.tsx";

/** The record for the key of the first certificate, and how to go over to another key. */
export function WantedPanel({ check: { wanted, isWantedThere, host } }: { check: TlsaCheck }) {
  const t = useTranslations("tools.tlsaChecker.wanted");
  const value = formatTlsaRecord(wanted);
  const advice = (
    <>
      {t("text")} <ClauseLink clause="RFC 7672 §3.1.1" /> {t("rollover")}{" "}
      <ClauseLink clause="RFC 7671 §8.1" />
    </>
  );
  if (host === null) {
    return (
      <Panel title={t("title")} description={advice}>
        <CopyField label={t("value")} hint={t("noHost")} value={value} />
      </Panel>
    );
  }
  const name = `_25._tcp.${host}`;
  const zone = registrableDomain(host) ?? host;
  return (
    <RecordCard
      headingLevel={2}
      title={t("title")}
      description={advice}
      domain={zone}
      name={name}
      relativeName={relativeName(name, zone)}
      type="TLSA"
      value={value}
      zoneLine={`${name}. IN TLSA ${value}`}
      status={isWantedThere ? <ToneBadge tone="ok">{t("there")}</ToneBadge> : null}
    />
  );
}
