/**
 * Hands rows on in batches: whoever comes while a batch is under way joins the next one. The same sizes as the product's
 * group commit has.
 */
export function createBatches<Row>(
  store: (rows: Row[]) => Promise<void>,
  { rows, flights }: { rows: number; flights: number },
): (row: Row) => Promise<void> {
  let waiting: { row: Row; resolve(): void; reject(error: unknown): void }[] = [];
  let flying = 0;
  const depart = () => {
    if (flying >= flights || waiting.length === 0) return;
    const batch = waiting.slice(0, rows);
    waiting = waiting.slice(rows);
    flying += 1;
    store(batch.map(({ row }) => row))
      .then(
        () => {
          for (const { resolve } of batch) resolve();
        },
        (error) => {
          for (const { reject } of batch) reject(error);
        },
      )
      .finally(() => {
        flying -= 1;
        depart();
      });
  };
  return (row) =>
    new Promise((resolve, reject) => {
      waiting.push({ row, resolve, reject });
      depart();
    });
}
