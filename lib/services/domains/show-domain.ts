import { toUnicode } from "#lib/core/domain-name.ts";
import type { Role, Stage } from "#lib/db/client.ts";
import { storedName } from "#lib/db/domains/stored-name.ts";
import { type DomainPath, requireDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";

export type DomainView = { name: string; unicode: string; proven: boolean; stage: Stage; role: Role };

/** What stands above every page of a domain. */
export async function showDomain(context: Context, path: DomainPath): Promise<Result<DomainView>> {
  const found = await requireDomain(context, path, "viewer");
  if (!found.ok) return found;
  const { domain, role } = found.value;
  return ok({
    name: domain.name,
    unicode: toUnicode(storedName(domain)),
    proven: domain.verifiedAt !== null,
    stage: domain.stage,
    role,
  });
}
