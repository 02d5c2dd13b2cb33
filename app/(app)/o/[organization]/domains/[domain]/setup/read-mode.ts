import type { PolicyMode } from "#lib/core/mtasts/policy.ts";
import { showSetupInput } from "#lib/services/domains/show-setup.ts";

/** The mode that an address asks for; what is none asks for nothing. */
export function readMode(mode: string | string[] | undefined): PolicyMode | undefined {
  const input = showSetupInput.safeParse({ mode });
  return input.success ? input.data.mode : undefined;
}
