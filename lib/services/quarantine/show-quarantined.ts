import { z } from "zod";
import type { Finding } from "#lib/core/finding.ts";
import type { Quarantined, Role } from "#lib/db/client.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import type { Credentials } from "#lib/services/reports/credentials.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { inQuarantine } from "./open-quarantine.ts";
import { type TextView, textView } from "./text-view.ts";

export type QuarantinedView = Pick<
  Quarantined,
  "id" | "receivedAt" | "road" | "peer" | "userAgent" | "fileName" | "reason"
> & {
  role: Role;
  domain: string | null;
  /** Octets as they came. */
  size: number;
  findings: Finding[];
  credentials: Credentials;
  text: TextView;
};

/** One thing that waits for a decision, with as much of its content as fits on a page. */
export async function showQuarantined(
  context: Context,
  path: { organization: string; id: string },
): Promise<Result<QuarantinedView>> {
  const found = await findQuarantined(context, path);
  if (!found.ok) return found;
  const { row, role } = found.value;
  const { id, receivedAt, road, peer, userAgent, fileName, reason, raw } = row;
  return ok({
    ...{ id, receivedAt, road, peer, userAgent, fileName, reason, role },
    domain: row.domain?.name ?? null,
    size: raw.byteLength,
    findings: row.findings as Finding[],
    credentials: row.credentials as Credentials,
    text: await textView(raw),
  });
}

/** Its bytes exactly as they came. */
export async function downloadQuarantined(
  context: Context,
  path: { organization: string; id: string },
): Promise<Result<{ fileName: string; bytes: Uint8Array }>> {
  const found = await findQuarantined(context, path);
  if (!found.ok) return found;
  const { id, receivedAt, raw } = found.value.row;
  return ok({
    fileName: `quarantined_${receivedAt.toISOString().slice(0, 10)}_${id.slice(-12)}.bin`,
    bytes: raw,
  });
}

async function findQuarantined(
  context: Context,
  { organization, id }: { organization: string; id: string },
): Promise<Result<{ row: Quarantined & { domain: { name: string } | null }; role: Role }>> {
  const member = await requireMember(context, organization, "viewer");
  if (!member.ok) return member;
  if (!z.uuid().safeParse(id).success) return fail("not-found");
  const scope = { organizationId: member.value.organization.id, domainId: null };
  const row = await context.db.prisma.quarantined.findFirst({
    where: { ...inQuarantine(scope), id },
    include: { domain: { select: { name: true } } },
  });
  return row ? ok({ row, role: member.value.role }) : fail("not-found");
}
