import type { IncomingHttpHeaders } from "node:http";

/** Tells the pages which address was asked for; the web process alone writes it, see `settleAskedPath`. */
const askedPathHeader = "x-sealpost-path";

/** Longer ones are not worth carrying through a sign-in, and would swell the answer's headers. */
const longestPath = 2_000;

/**
 * Puts the path and query of the request into a header, in place of whatever a client may have sent there: Next tells a
 * page its parameters, but not its address. What is no path of ours (RFC 9112 §3.2 allows whole URLs) leaves none.
 */
export function settleAskedPath(headers: IncomingHttpHeaders, target: string | undefined): void {
  delete headers[askedPathHeader];
  const path = pathOf(target ?? "");
  if (path !== null && path.length <= longestPath) headers[askedPathHeader] = path;
}

/** The path and query that were asked for; `null` when not known. */
export function askedPath(headers: Pick<Headers, "get">): string | null {
  return headers.get(askedPathHeader);
}

function pathOf(target: string): string | null {
  const base = "http://localhost";
  if (!target.startsWith("/") || !URL.canParse(target, base)) return null;
  const url = new URL(target, base);
  if (url.origin !== base || url.pathname.startsWith("//")) return null;
  // Next marks its own requests for a page's parts with this.
  if (url.searchParams.has("_rsc")) url.searchParams.delete("_rsc");
  return url.pathname + url.search;
}
