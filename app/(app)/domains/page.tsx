import { redirect } from "next/navigation";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { showAccount } from "#lib/services/accounts/show-account.ts";
import { pageValue } from "../_edge/page-value.ts";
import { domainsPath } from "../o/[organization]/_parts/paths.ts";

/** Where one lands after signing in: the domains of the organization that one joined first. */
export default async function FirstDomainsPage() {
  const account = await pageValue(await showAccount(await requestContext()));
  if (!account.ok) return account.code satisfies never;
  const [first] = account.value.organizations;
  return redirect(first ? domainsPath(first.slug) : "/account");
}
