import { gzipSync } from "node:zlib";
import type { UnpackedBundle } from "../unpack-reports.ts";
import { buildMail, buildReportMail } from "./mail.ts";

export const json = '{"organization-name":"Example Réport","policies":[]}';
export const gz = gzipSync(json);
export const dmarc = '<?xml version="1.0"?>\n<feedback><version>1.0</version></feedback>';

export const report = { type: "application/tlsrpt+gzip", name: "report.json.gz", content: gz };
export const words = { type: "text/plain", content: "This is a TLS report." };
export const reportMail = buildReportMail([words, report]);
export const forwarding = buildMail(
  [words, { type: "message/rfc822", content: reportMail, encoding: "8bit" }],
  { boundary: "outer" },
);

/** One line for each thing: where it stood, and what became of it. */
export function told({ documents, refusals, skipped }: UnpackedBundle): string[] {
  return [
    ...documents.map(({ path, encoding }) => `${path} = ${encoding}`),
    ...refusals.map(({ path, reason }) => `${path} ! ${reason}`),
    ...skipped.map(({ path, reason }) => `${path} - ${reason}`),
  ].map((line) => line.trim());
}
