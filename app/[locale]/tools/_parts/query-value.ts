/** What Next makes of a query string: a name may come several times. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The first value of a name in the query; `undefined` when it is missing or blank. */
export async function queryValue(searchParams: SearchParams, name: string): Promise<string | undefined> {
  const value = (await searchParams)[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined || first.trim() === "" ? undefined : first;
}

/** Every value of a name in the query that is not blank, in order. */
export async function queryValues(searchParams: SearchParams, name: string): Promise<string[]> {
  const value = (await searchParams)[name] ?? [];
  return (Array.isArray(value) ? value : [value]).filter((one) => one.trim() !== "");
}
