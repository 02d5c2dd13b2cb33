import { downloadReport } from "#lib/services/reports/download-report.ts";
import { listReports } from "#lib/services/reports/list-reports.ts";
import { type PolicyResultView, type ReportView, showReport } from "#lib/services/reports/show-report.ts";
import { operation } from "../_edge/operation.ts";
import { refuse } from "../_edge/refuse.ts";
import { report, reportList } from "../_schemas/report.ts";
import { nextLink } from "./next-link.ts";
import { domainPath, noParameters, rawQuery, reportPath, reportsQuery } from "./parameters.ts";

export const listReportsOperation = operation({
  id: "listReports",
  summary: "List reports",
  description: "The domain’s reports, newest day first, as far back as the organization keeps them.",
  scope: "read",
  path: domainPath,
  query: reportsQuery,
  requestBody: null,
  answers: { 200: { description: "A page of reports.", schema: reportList } },
  problems: ["invalid-query", "not-found", "not-proven"],
  example: `"{base}/domains/example.com/reports?limit=100"`,
  run: async ({ context, organization, path, query, base }) => {
    const { cursor, limit } = query;
    const at = { organization, domain: path.name };
    const listed = await listReports(context, at, { before: cursor ?? null, limit });
    if (!listed.ok) return refuse(listed, "read");
    const { reports, next } = listed.value;
    const domain = path.name.toLowerCase();
    return {
      status: 200,
      headers: nextLink(`${base}/domains/${domain}/reports?limit=${limit}`, next),
      body: { domain, reports, next },
    };
  },
});

export const showReportOperation = operation({
  id: "showReport",
  summary: "Show a report",
  description: "One report in its normalised form, with what vouches for it and what the parser tolerated.",
  scope: "read",
  path: reportPath,
  query: noParameters,
  requestBody: null,
  answers: { 200: { description: "The report.", schema: report } },
  problems: ["invalid-query", "not-found", "not-proven"],
  example: "{base}/domains/example.com/reports/019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b",
  run: async ({ context, organization, path }) => {
    const shown = await showReport(context, { organization, domain: path.name }, path.id);
    if (!shown.ok) return refuse(shown, "read");
    return { status: 200, body: { domain: path.name.toLowerCase(), ...reportBody(shown.value) } };
  },
});

function reportBody(view: ReportView) {
  const { id, reporter, reportId, contactInfo, successful, failed, counted } = view;
  const { road, trust, trustReason, voucher, mail, peer, userAgent, receivedAt } = view;
  return {
    ...{ id, reporter, reportId, contactInfo, successful, failed, counted },
    ...{ road, trust, trustReason, voucher, mail, peer, userAgent, receivedAt },
    day: view.startAt.toISOString().slice(0, 10),
    start: view.startAt,
    end: view.endAt,
    rawOctets: view.rawBytes,
    findings: view.findings.map(({ code, severity, clause, subject, data }) => ({
      ...{ code, severity, clause, subject, data },
    })),
    results: view.results.map(resultBody),
    moreFailures: view.moreDetails,
  };
}

function resultBody({ duplicateOf, details, position: _, ...result }: PolicyResultView) {
  return {
    ...result,
    countedElsewhere: duplicateOf,
    failures: details.map((detail) => ({
      resultType: detail.resultType,
      failedSessions: detail.failedSessions,
      sendingMtaIp: detail.sendingMtaIp,
      receivingMxHostname: detail.receivingMxHostname,
      receivingMxHelo: detail.receivingMxHelo,
      receivingIp: detail.receivingIp,
      additionalInformation: detail.additionalInformation,
      failureReasonCode: detail.failureReasonCode,
    })),
  };
}

export const downloadReportOperation = operation({
  id: "downloadReport",
  summary: "Download a report",
  description: "A report’s bytes exactly as they came, or its JSON as the sender wrote it.",
  scope: "read",
  path: reportPath,
  query: rawQuery,
  requestBody: null,
  answers: {
    200: {
      description: "The file.",
      binary: ["application/octet-stream", "application/json; charset=utf-8"],
    },
  },
  problems: ["invalid-query", "not-found", "not-proven"],
  example: "-OJ {base}/domains/example.com/reports/019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b/raw",
  run: async ({ context, organization, path, query }) => {
    const at = { organization, domain: path.name };
    const file = await downloadReport(context, at, { id: path.id, form: query.form });
    return file.ok ? { file: file.value } : refuse(file, "read");
  },
});
