"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { requestContext } from "#lib/server/auth/request-context.ts";
import {
  revokeReportAddress,
  rotateReportAddress,
  rotateReportAddressInput,
} from "#lib/services/domains/rotate-report-address.ts";
import { pageValue } from "../../../../../../_edge/page-value.ts";
import type { DomainParams } from "../../../../_parts/paths.ts";
import { domainInput } from "../../_parts/domain-input.ts";

export type RotateState = null | { kind: "too-many" } | { kind: "rotated"; until: Date };

/** Makes a new report address and shows the record anew. */
export async function rotateAddressAction(
  path: DomainParams,
  _: RotateState,
  form: FormData,
): Promise<RotateState> {
  const input = rotateReportAddressInput.parse({ graceDays: form.get("graceDays") });
  const result = await rotateReportAddress(await requestContext(), domainInput.parse(path), input);
  const rotated = await pageValue(result);
  if (!rotated.ok) return { kind: rotated.code };
  refresh();
  return { kind: "rotated", until: rotated.value.until };
}

/** Ends a replaced address. One that has ended meanwhile needs no ending. */
export async function revokeAddressAction(form: FormData): Promise<void> {
  const { token, ...path } = domainInput
    .extend({ token: z.string().max(64) })
    .parse(Object.fromEntries(form));
  const result = await revokeReportAddress(await requestContext(), path, { token });
  if (result.ok || result.code !== "not-found") await pageValue(result);
  refresh();
}
