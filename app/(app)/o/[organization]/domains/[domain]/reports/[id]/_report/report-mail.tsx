import { useTranslations } from "next-intl";
import type { MailFacts, SignatureFact, SignatureResult } from "#lib/core/tlsrpt/mail-facts.ts";
import { type Column, DataTable } from "../../../../../../../../_ui/data-table.tsx";
import { NoData } from "../../../../../../../../_ui/no-data.tsx";
import { Panel } from "../../../../../../../../_ui/panel.tsx";
import type { Tone } from "../../../../../../../../_ui/tone.ts";
import { ToneBadge } from "../../../../../../../../_ui/tone-badge.tsx";
import classes from "./report.module.css";

/** What the mail around a report says, and what became of each of its signatures. */
export function ReportMail({ mail }: { mail: MailFacts }) {
  const t = useTranslations("reports.mail");
  return (
    <Panel title={t("title")} description={t("text")}>
      <dl className={classes.facts}>
        {fields.map(([name, field]) => (
          <div key={name} className={field === "subject" ? classes.wide : undefined}>
            <dt>{name}</dt>
            <dd>{mail[field] ?? <NoData />}</dd>
          </div>
        ))}
        <div>
          <dt>{t("envelopeFrom")}</dt>
          <dd>{mail.envelopeFrom ?? <NoData />}</dd>
        </div>
        {mail.forwarded ? (
          <div className={classes.wide}>
            <dt>{t("forwarded")}</dt>
            <dd>{t("forwardedText")}</dd>
          </div>
        ) : null}
      </dl>
      <Signatures signatures={mail.signatures} />
    </Panel>
  );
}

/** By the names that the fields have in the mail, which are the same in every language. */
const fields = [
  ["Subject", "subject"],
  ["From", "from"],
  ["TLS-Report-Submitter", "tlsReportSubmitter"],
  ["TLS-Report-Domain", "tlsReportDomain"],
  ["Date", "date"],
  ["Message-ID", "messageId"],
] as const;

type Row = SignatureFact & { line: number };

function Signatures({ signatures }: { signatures: SignatureFact[] }) {
  const t = useTranslations("reports.mail");
  const columns = useColumns();
  if (signatures.length === 0) return <p className={classes.why}>{t("noSignatures")}</p>;
  const rows = signatures.map((signature, line) => ({ ...signature, line }));
  return (
    <DataTable caption={t("signatures")} columns={columns} rows={rows} rowKey={({ line }) => String(line)} />
  );
}

const tones: Record<SignatureResult, Tone> = {
  pass: "ok",
  fail: "error",
  neutral: "info",
  policy: "warning",
  "temporary-error": "warning",
  "permanent-error": "error",
};

function useColumns(): Column<Row>[] {
  const t = useTranslations("reports.mail");
  return [
    { key: "domain", header: t("domain"), rowHeader: true, cell: ({ domain }) => domain || <NoData /> },
    {
      key: "result",
      header: t("result"),
      cell: ({ result }) => <ToneBadge tone={tones[result]}>{t(`results.${result}`)}</ToneBadge>,
    },
    { key: "why", header: t("why"), cell: ({ reason }) => <SignatureReason reason={reason} /> },
    { key: "selector", header: t("selector"), cell: ({ selector }) => selector || <NoData /> },
    { key: "algorithm", header: t("algorithm"), cell: ({ algorithm }) => algorithm ?? <NoData /> },
  ];
}

/** A code that the catalogs do not know is shown as it is. */
function SignatureReason({ reason }: { reason: string | null }) {
  const t = useTranslations("reports.mail");
  const key = `reasons.${reason ?? "valid"}` as Parameters<typeof t>[0];
  return <span className={classes.detailReason}>{t.has(key) ? t(key) : reason}</span>;
}
