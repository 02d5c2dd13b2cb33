import { useFormatter, useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import type { CertificateFault } from "#lib/core/tls/certificate-faults.ts";
import { type Column, DataTable } from "../data-table.tsx";
import { NoData } from "../no-data.tsx";
import type { Tone } from "../tone.ts";
import { certificateAge } from "./certificate-age.ts";
import classes from "./mx-host.module.css";
import { type MxRow, type MxRowsInput, mxRows } from "./mx-rows.ts";
import { MxStateBadge } from "./mx-state-badge.tsx";

type Props = MxRowsInput & {
  /** Names the table; "MX hosts and their addresses" unless said otherwise. */
  caption?: string;
};

/** What was seen of each MX host at each of its addresses, step by step as a sender goes. */
export function MxHostTable({ caption, ...input }: Props) {
  const t = useTranslations("outside.mx");
  return (
    <DataTable
      caption={caption ?? t("caption")}
      hideCaption
      columns={useColumns(input.now)}
      rows={mxRows(input)}
      rowKey={({ key }) => key}
    />
  );
}

function useColumns(now: Date): Column<MxRow>[] {
  const t = useTranslations("outside.mx");
  return [
    { key: "host", header: t("host"), rowHeader: true, cell: (row) => <HostCell row={row} /> },
    { key: "state", header: t("standing"), cell: (row) => <MxStateBadge row={row} /> },
    { key: "connect", header: t("connection"), cell: (row) => <ConnectionCell row={row} /> },
    { key: "starttls", header: "STARTTLS", cell: (row) => <StarttlsCell row={row} /> },
    { key: "tls", header: "TLS", cell: (row) => <TlsCell row={row} /> },
    { key: "certificate", header: t("certificate"), cell: (row) => <CertificateCell row={row} now={now} /> },
    { key: "dane", header: "DANE", cell: (row) => <DaneCell row={row} /> },
  ];
}

function HostCell({ row: { host, look } }: { row: MxRow }) {
  return (
    <div className={classes.host}>
      <HostName name={host} />
      {look === null ? null : <code className={classes.address}>{look.address}</code>}
    </div>
  );
}

/** Breaks after dots, where a long name has to break. */
function HostName({ name }: { name: string }) {
  return (
    <span>
      {name.split(".").map((label, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a label may stand twice in a name, and the list never moves.
        <Fragment key={index}>
          {index > 0 ? "." : null}
          {index > 0 ? <wbr /> : null}
          {label}
        </Fragment>
      ))}
    </span>
  );
}

function ConnectionCell({ row: { look, brokeAt } }: { row: MxRow }) {
  const t = useTranslations("outside.mx");
  const format = useFormatter();
  if (look === null) return <NoData />;
  if (brokeAt === "connect" || brokeAt === "greeting")
    return <Word tone="error">{t(`broke.${brokeAt}`)}</Word>;
  const { connectMs } = look.timings;
  return (
    <Word tone="ok">
      {t("answers")}
      {connectMs === null ? null : (
        <span className={classes.small}>
          {format.number(connectMs, { style: "unit", unit: "millisecond" })}
        </span>
      )}
    </Word>
  );
}

function StarttlsCell({ row: { look, brokeAt } }: { row: MxRow }) {
  const t = useTranslations("outside.mx");
  if (look === null || brokeAt === "connect" || brokeAt === "greeting") return <NoData />;
  if (brokeAt !== "starttls") return <Word tone="ok">{t("offered")}</Word>;
  const isMissing = look.kind === "failed" && look.fault === "starttls-not-offered";
  return <Word tone="error">{t(isMissing ? "notOffered" : "broke.starttls")}</Word>;
}

function TlsCell({ row: { look, brokeAt } }: { row: MxRow }) {
  const t = useTranslations("outside.mx");
  if (look?.tls) {
    return (
      <Word tone={brokeAt === "tls" ? "error" : "ok"}>
        {look.tls.protocol ?? "TLS"}
        <span className={classes.cipher}>{look.tls.cipher}</span>
      </Word>
    );
  }
  return brokeAt === "tls" ? <Word tone="error">{t("broke.tls")}</Word> : <NoData />;
}

function CertificateCell({ row: { certificate }, now }: { row: MxRow; now: Date }) {
  const t = useTranslations("outside");
  if (certificate === null) return <NoData />;
  const { leaf, faults } = certificate;
  const { state, days } = certificateAge(leaf, now);
  // The age says which date has passed, unless it is that of an issuer.
  const isOutdated = state !== "valid" && faults.some(isAboutDates);
  const others = faults
    .filter((fault) => !isOutdated || !isAboutDates(fault))
    .map((fault) => t(`fault.${fault}`));
  const age = t(`certificate.age.${state}`, { days });
  const nameMatches = faults.includes("name") ? null : t("mx.nameMatches");
  const words = isOutdated ? [age, ...others] : others;
  return (
    <Word tone={faults.length === 0 ? "ok" : "error"}>
      {faults.length === 0 ? nameMatches : words.map((word) => <span key={word}>{word}</span>)}
      <span className={classes.small}>{isOutdated ? nameMatches : age}</span>
    </Word>
  );
}

function isAboutDates(fault: CertificateFault): boolean {
  return fault === "expired" || fault === "not-yet-valid";
}

function DaneCell({ row: { dane } }: { row: MxRow }) {
  const t = useTranslations("outside.mx");
  if (dane === null) return <NoData />;
  const tone = dane === "authenticated" ? "ok" : dane === "refused" ? "error" : "neutral";
  return <Word tone={tone}>{t(`dane.${dane}`)}</Word>;
}

/** A word whose colour says no more than the word does. */
function Word({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={classes.word} data-tone={tone}>
      {children}
    </span>
  );
}
