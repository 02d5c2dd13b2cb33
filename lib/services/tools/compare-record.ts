import type { DnsAnswer, ZoneView } from "#lib/core/evidence.ts";
import { judgeZoneView, type ZoneJudgement } from "#lib/core/inspect/judge-zone-view.ts";
import type { Net } from "#lib/net/net.ts";

/** A TXT RRset as a resolver gave it, beside what the zone's own name servers say. */
export type ComparedRecord = {
  name: string;
  resolver: DnsAnswer<string>;
  view: ZoneView;
  judgement: ZoneJudgement;
};

/** Asks the zone's own name servers for a record that our resolver has just been asked for. */
export async function compareRecord(
  net: Pick<Net, "viewZone">,
  name: string,
  resolver: DnsAnswer<string>,
): Promise<ComparedRecord> {
  const view = await net.viewZone(name);
  return { name, resolver, view, judgement: judgeZoneView(resolver, view) };
}
