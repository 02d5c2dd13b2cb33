"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { finding } from "#lib/core/finding.ts";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { setOwnRua, setOwnRuaInput } from "#lib/services/domains/set-own-rua.ts";
import { findingWording } from "../../../../../../_ui/finding-wording.ts";
import { pageValue } from "../../../../../_edge/page-value.ts";
import type { DomainParams } from "../../../_parts/paths.ts";
import { domainInput } from "../_parts/domain-input.ts";

export type OwnRuaState =
  | null
  | { kind: "saved" }
  | { kind: "too-many" }
  | { kind: "invalid"; destination: string; reason: string };

/** Stores the destinations of the form, one a line, and shows the record anew. */
export async function ownRuaAction(path: DomainParams, _: OwnRuaState, form: FormData): Promise<OwnRuaState> {
  const lines = String(form.get("destinations") ?? "").split(/\s+/);
  const input = setOwnRuaInput.safeParse({ destinations: lines.filter(Boolean).map(asUri) });
  if (!input.success) return { kind: "too-many" };
  const result = await setOwnRua(await requestContext(), domainInput.parse(path), input.data);
  if ((await pageValue(result)).ok) {
    refresh();
    return { kind: "saved" };
  }
  const { destination = "", finding: code = "", ...data } = (result.ok ? null : result.data) ?? {};
  const { title } = findingWording(await getTranslations(), finding(String(code), "error", { data }));
  return { kind: "invalid", destination: String(destination), reason: title };
}

/** A bare address can only be meant as `mailto:`. */
function asUri(text: string): string {
  return /^[^:/]+@[^:/]+$/.test(text) ? `mailto:${text}` : text;
}
