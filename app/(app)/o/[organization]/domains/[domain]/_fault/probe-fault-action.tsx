"use server";

import type { ReactNode } from "react";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { probeReportedFault, reportedFaultInput } from "#lib/services/domains/probe-reported-fault.ts";
import { pageValue } from "../../../../../_edge/page-value.ts";
import type { DomainParams } from "../../../_parts/paths.ts";
import { domainInput } from "../_parts/domain-input.ts";
import { ProbedFaultView } from "./probed-fault.tsx";

export type FaultProbeState =
  | null
  | { kind: "looked"; content: ReactNode }
  | { kind: "rate-limited"; minutes: number }
  | { kind: "invalid" };

/** Looks now at the failure that the pressed button names. */
export async function probeFault(
  path: DomainParams,
  _: FaultProbeState,
  form: FormData,
): Promise<FaultProbeState> {
  const fault = reportedFaultInput.safeParse(parseJson(form.get("fault")));
  if (!fault.success) return { kind: "invalid" };
  const context = await requestContext();
  const result = await probeReportedFault(context, domainInput.parse(path), fault.data);
  const probed = await pageValue(result);
  if (probed.ok)
    return { kind: "looked", content: <ProbedFaultView probed={probed.value} now={context.now} /> };
  const seconds = result.ok ? 0 : Number(result.data?.seconds ?? 0);
  return probed.code === "rate-limited"
    ? { kind: "rate-limited", minutes: Math.max(1, Math.ceil(seconds / 60)) }
    : { kind: "invalid" };
}

function parseJson(value: FormDataEntryValue | null): unknown {
  try {
    return JSON.parse(String(value));
  } catch {
    return null;
  }
}
