import { z } from "zod";
import { unpackReport } from "#lib/net/unpack/unpack-report.ts";
import { type DomainPath, requireProvenDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";

export type Download = { fileName: string; contentType: string; bytes: Uint8Array };

/** A report's JSON as the sender wrote it, or its bytes exactly as they came. */
export async function downloadReport(
  context: Context,
  path: DomainPath,
  input: { id: string; form: "json" | "original" },
): Promise<Result<Download, "not-proven">> {
  const found = await requireProvenDomain(context, path, "viewer");
  if (!found.ok) return found;
  if (!z.uuid().safeParse(input.id).success) return fail("not-found");
  const { domain } = found.value;
  const report = await context.db.prisma.report.findUnique({
    where: { domainId_id: { domainId: domain.id, id: input.id } },
    select: { raw: true, day: true },
  });
  if (!report) return fail("not-found");
  const name = `${domain.name}_${report.day.toISOString().slice(0, 10)}_${input.id.slice(-12)}`;
  const unpacked = await unpackReport(report.raw);
  if (input.form === "original" || !unpacked.ok) {
    const gzip = report.raw[0] === 0x1f && report.raw[1] === 0x8b;
    return ok({
      fileName: gzip ? `${name}.json.gz` : `${name}.bin`,
      contentType: "application/octet-stream",
      bytes: report.raw,
    });
  }
  return ok({
    fileName: `${name}.json`,
    contentType: "application/json; charset=utf-8",
    bytes: new TextEncoder().encode(unpacked.json),
  });
}
