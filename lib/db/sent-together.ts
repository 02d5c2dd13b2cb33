const transactionIsAborted = "25P02";

/**
 * Waits for statements of one transaction that were sent without waiting in between. Rejects with the fault of the one
 * that broke it: those behind it only say that it is broken.
 */
export async function sentTogether(statements: Promise<unknown>[]): Promise<void> {
  const settled = await Promise.allSettled(statements);
  const faults: unknown[] = settled.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  if (faults.length > 0) throw faults.find((fault) => !isAbort(fault)) ?? faults[0];
}

function isAbort(fault: unknown): boolean {
  return fault instanceof Error && "code" in fault && fault.code === transactionIsAborted;
}
