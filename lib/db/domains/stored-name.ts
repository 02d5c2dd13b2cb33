import type { DomainName } from "#lib/core/domain-name.ts";
import type { Domain } from "#lib/db/client.ts";

/** The name of a stored domain: only `parseDomainName` writes one, and a check constraint guards its form. */
export function storedName(domain: Pick<Domain, "name">): DomainName {
  return domain.name as DomainName;
}
