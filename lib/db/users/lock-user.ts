import type { Transaction } from "#lib/db/client.ts";

/** Makes other transactions that lock the same user wait until this one ends. */
export async function lockUser(transaction: Transaction, userId: string): Promise<void> {
  await transaction.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR UPDATE`;
}
