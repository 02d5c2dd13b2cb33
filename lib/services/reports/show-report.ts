import { z } from "zod";
import type { Finding } from "#lib/core/finding.ts";
import type { MailFacts } from "#lib/core/tlsrpt/mail-facts.ts";
import type { FailureDetail, PolicyResult, Report, Role } from "#lib/db/client.ts";
import { type DomainPath, requireProvenDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";

export type PolicyResultView = {
  position: number;
  policyType: string;
  policyDomain: string | null;
  policyString: string[];
  mxHost: string[];
  successful: number;
  failed: number;
  duplicateOf: number | null;
  belongs: boolean;
  details: FailureDetailView[];
};

export type FailureDetailView = {
  resultType: string;
  failedSessions: number;
  sendingMtaIp: string | null;
  receivingMxHostname: string | null;
  receivingMxHelo: string | null;
  receivingIp: string | null;
  additionalInformation: string | null;
  failureReasonCode: string | null;
};

export type ReportView = Pick<
  Report,
  | "id"
  | "reporter"
  | "reportId"
  | "contactInfo"
  | "startAt"
  | "endAt"
  | "road"
  | "trust"
  | "trustReason"
  | "peer"
  | "userAgent"
  | "receivedAt"
  | "counted"
> & {
  role: Role;
  /** The domain that vouches; `null`: none does. */
  voucher: string | null;
  /** Counted sessions: no session twice. */
  successful: number;
  failed: number;
  rawBytes: number;
  /** Of a report that came by mail. */
  mail: MailFacts | null;
  findings: Finding[];
  results: PolicyResultView[];
  /** Failure details beyond what a page shows; the download has them all. */
  moreDetails: number;
};

const shownDetails = 500;

/** One stored report in its normalised form. */
export async function showReport(
  context: Context,
  path: DomainPath,
  id: string,
): Promise<Result<ReportView, "not-proven">> {
  const found = await requireProvenDomain(context, path, "viewer");
  if (!found.ok) return found;
  if (!z.uuid().safeParse(id).success) return fail("not-found");
  const domainId = found.value.domain.id;
  const { prisma } = context.db;
  const report = await prisma.report.findUnique({ where: { domainId_id: { domainId, id } } });
  if (!report) return fail("not-found");
  const where = { domainId, reportId: id };
  const [results, details, detailCount] = await Promise.all([
    prisma.policyResult.findMany({ where, orderBy: { position: "asc" } }),
    prisma.failureDetail.findMany({
      where,
      orderBy: [{ policyPosition: "asc" }, { position: "asc" }],
      take: shownDetails,
    }),
    prisma.failureDetail.count({ where }),
  ]);
  const { successful, failed, raw, findings, mail, ...rest } = report;
  return ok({
    ...rest,
    role: found.value.role,
    voucher: report.voucher === "" ? null : report.voucher,
    successful: Number(successful),
    failed: Number(failed),
    rawBytes: raw.byteLength,
    mail: mail as MailFacts | null,
    findings: findings as Finding[],
    results: results.map((result) => resultView(result, details)),
    moreDetails: detailCount - details.length,
  });
}

function resultView(result: PolicyResult, details: FailureDetail[]): PolicyResultView {
  return {
    position: result.position,
    policyType: result.policyType,
    policyDomain: result.policyDomain,
    policyString: result.policyString as string[],
    mxHost: result.mxHost as string[],
    successful: Number(result.successful),
    failed: Number(result.failed),
    duplicateOf: result.duplicateOf,
    belongs: result.belongs,
    details: details
      .filter((detail) => detail.policyPosition === result.position)
      .map(({ failedSessions, ...detail }) => ({ ...detail, failedSessions: Number(failedSessions) })),
  };
}
