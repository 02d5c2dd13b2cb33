"use server";

import type { ReactNode } from "react";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { comparedRecord, compareZone } from "#lib/services/domains/compare-zone.ts";
import { pageValue } from "../../../../../../_edge/page-value.ts";
import type { DomainParams } from "../../../../_parts/paths.ts";
import { domainInput } from "../../_parts/domain-input.ts";
import { ComparedZoneView } from "./compared-zone.tsx";

export type ZoneState =
  | null
  | { kind: "compared"; content: ReactNode }
  | { kind: "rate-limited"; minutes: number };

/** Asks the zone's own name servers for one of the records to publish. */
export async function askZone(path: DomainParams, record: string, _: ZoneState): Promise<ZoneState> {
  const wanted = comparedRecord.parse(record);
  const result = await compareZone(await requestContext(), domainInput.parse(path), wanted);
  const compared = await pageValue(result);
  if (compared.ok) return { kind: "compared", content: <ComparedZoneView compared={compared.value} /> };
  const seconds = result.ok ? 0 : Number(result.data?.seconds ?? 0);
  return { kind: compared.code, minutes: Math.max(1, Math.ceil(seconds / 60)) };
}
