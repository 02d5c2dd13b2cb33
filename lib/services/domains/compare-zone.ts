import { z } from "zod";
import type { DnsAnswer, ZoneView } from "#lib/core/evidence.ts";
import { judgeZoneView, type ZoneJudgement } from "#lib/core/inspect/judge-zone-view.ts";
import { takePoint } from "#lib/db/rate-limits.ts";
import { type DomainPath, requireDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";

/** The records that we ask people to publish. */
export const comparedRecord = z.enum(["tlsRpt", "mtaSts", "ownership"]);

export type ComparedRecord = z.infer<typeof comparedRecord>;

export type ComparedZone = {
  name: string;
  /** What senders get from a resolver, as ours says it. */
  resolver: DnsAnswer<string>;
  /** What the zone's own name servers say. */
  view: ZoneView;
  judgement: ZoneJudgement;
};

const labels: Record<ComparedRecord, string> = {
  tlsRpt: "_smtp._tls",
  mtaSts: "_mta-sts",
  ownership: "_sealpost",
};

const limit = { name: "compare-zone", points: 30, seconds: 600 };

/** Asks the zone's own name servers for a record: is it not published, or only not visible everywhere yet? */
export async function compareZone(
  context: Context,
  path: DomainPath,
  record: ComparedRecord,
): Promise<Result<ComparedZone, "rate-limited">> {
  const found = await requireDomain(context, path, "member");
  if (!found.ok) return found;
  const { domain } = found.value;
  const slowdown = await takePoint(context.db, limit, domain.id);
  if (!slowdown.allowed) return fail("rate-limited", { seconds: slowdown.retryAfterSeconds });
  const name = `${labels[record]}.${domain.name}`;
  const [resolver, view] = await Promise.all([context.net.txt(name), context.net.viewZone(name)]);
  return ok({ name, resolver, view, judgement: judgeZoneView(resolver, view) });
}
