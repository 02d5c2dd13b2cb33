export type SearchParams = Promise<{ before?: string | string[] }>;

export const pageSize = 50;

/** Where the page begins; `null`: at the newest. */
export async function readBefore(searchParams: SearchParams): Promise<string | null> {
  const { before } = await searchParams;
  return typeof before === "string" ? before : null;
}
