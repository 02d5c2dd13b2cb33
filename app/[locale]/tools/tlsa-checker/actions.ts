"use server";

import { longestChain } from "#lib/services/tools/read-chain.ts";
import type { CheckState } from "./check-state.ts";
import { checkTlsa } from "./check-tlsa.ts";

/** More than any set of records is long. */
const longestRecords = 20_000;

/** Judges pasted records and certificates. Nothing is looked up, and nothing is kept. */
export async function check(_before: CheckState, form: FormData): Promise<CheckState> {
  const text = (name: string, most: number) => String(form.get(name) ?? "").slice(0, most);
  const fields = {
    records: text("records", longestRecords),
    // One more, so that too long a chain is refused rather than cut.
    chain: text("chain", longestChain + 1),
    host: text("host", 1_000),
    domain: text("domain", 1_000),
  };
  return checkTlsa(fields, new Date());
}
