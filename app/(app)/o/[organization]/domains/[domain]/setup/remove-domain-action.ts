"use server";

import { redirect } from "next/navigation";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { removeDomain } from "#lib/services/domains/remove-domain.ts";
import { pageValue } from "../../../../../_edge/page-value.ts";
import { domainsPath } from "../../../_parts/paths.ts";
import { domainInput } from "../_parts/domain-input.ts";

/** Removes the domain and goes back to the list. */
export async function removeDomainAction(form: FormData): Promise<void> {
  const path = domainInput.parse(Object.fromEntries(form));
  await pageValue(await removeDomain(await requestContext(), path));
  redirect(domainsPath(path.organization));
}
