"use server";

import { redirect } from "next/navigation";
import type { DomainNameFault } from "#lib/core/domain-name.ts";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { addDomain, addDomainInput } from "#lib/services/domains/add-domain.ts";
import { pageValue } from "../../../../_edge/page-value.ts";
import { setupPath } from "../../_parts/paths.ts";

export type AddDomainState =
  | null
  | { kind: "invalid-name"; fault: DomainNameFault; suggestion: string }
  | { kind: "already-added"; name: string }
  | { kind: "too-many" };

/** Adds a domain and goes on to its set-up, or says why not. */
export async function addDomainAction(_: AddDomainState, form: FormData): Promise<AddDomainState> {
  const input = addDomainInput.safeParse(Object.fromEntries(form));
  if (!input.success) return { kind: "invalid-name", fault: "too-long", suggestion: "" };
  const result = await addDomain(await requestContext(), input.data);
  const added = await pageValue(result);
  if (added.ok) redirect(setupPath({ organization: input.data.organization, domain: added.value.name }));
  const { fault, suggestion = "", name = "" } = (result.ok ? null : result.data) ?? {};
  switch (added.code) {
    case "invalid-name":
      return { kind: added.code, fault: fault as DomainNameFault, suggestion: String(suggestion) };
    case "already-added":
      return { kind: added.code, name: String(name) };
    case "too-many":
      return { kind: added.code };
    default:
      return added.code satisfies never;
  }
}
