"use server";

import { refresh } from "next/cache";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { brief, checkDomain } from "#lib/services/domains/check-domain.ts";
import type { CheckResult } from "#lib/services/domains/check-result.ts";
import { pageValue } from "../../../../../_edge/page-value.ts";
import type { DomainParams } from "../../../_parts/paths.ts";
import { domainInput } from "./domain-input.ts";

export type CheckState =
  | null
  | { kind: "checked"; proven: CheckResult["proven"]; errors: number }
  | { kind: "rate-limited"; minutes: number }
  | { kind: "busy" };

/** Checks the domain live without waiting for slow mail hosts, then shows the page anew with what was found. */
export async function checkAction(path: DomainParams, _: CheckState): Promise<CheckState> {
  const result = await checkDomain(await requestContext(), domainInput.parse(path), brief);
  const checked = await pageValue(result);
  if (!checked.ok) {
    if (checked.code === "busy") return { kind: "busy" };
    const seconds = result.ok ? 0 : Number(result.data?.seconds ?? 0);
    return { kind: checked.code, minutes: Math.max(1, Math.ceil(seconds / 60)) };
  }
  refresh();
  const { proven, posture } = checked.value;
  const errors = posture.findings.filter(({ severity }) => severity === "error").length;
  return { kind: "checked", proven, errors };
}
