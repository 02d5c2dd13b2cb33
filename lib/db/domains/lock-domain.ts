import type { Transaction } from "#lib/db/client.ts";

/** Makes other transactions that lock the same domain wait until this one ends; reports go on coming in. */
export async function lockDomain(transaction: Transaction, domainId: string): Promise<void> {
  await transaction.$queryRaw`SELECT id FROM domains WHERE id = ${domainId}::uuid FOR NO KEY UPDATE`;
}
