/** Says where a list goes on (RFC 8288); no header on the last page. `address` may have a query already. */
export function nextLink(address: string, cursor: string | null): Record<string, string> {
  if (cursor === null) return {};
  const url = new URL(address);
  url.searchParams.set("cursor", cursor);
  return { link: `<${url}>; rel="next"` };
}
