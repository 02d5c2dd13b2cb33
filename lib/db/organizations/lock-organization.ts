import type { Transaction } from "#lib/db/client.ts";

/** Makes other transactions that lock the same organization wait until this one ends. */
export async function lockOrganization(transaction: Transaction, organizationId: string): Promise<void> {
  await transaction.$queryRaw`SELECT id FROM organizations WHERE id = ${organizationId}::uuid FOR UPDATE`;
}
