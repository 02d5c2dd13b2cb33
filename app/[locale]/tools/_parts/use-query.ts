"use client";

import { useEffect } from "react";

const settleMilliseconds = 400;

/** Longer addresses are cut by mail programs and refused by servers. */
const longestQuery = 4_000;

/**
 * Keeps the address in step with what a tool shows, so that it can be shared, reloaded and carried into the other language.
 * Nothing is sent by it. A state that is too long for an address leaves it bare.
 */
export function useQuery(entries: readonly (readonly [string, string])[]): void {
  const query = new URLSearchParams(
    entries.filter(([, value]) => value !== "").map(([...pair]) => pair),
  ).toString();
  useEffect(() => {
    const timer = setTimeout(() => {
      const search = query === "" || query.length > longestQuery ? "" : `?${query}`;
      if (search !== location.search)
        history.replaceState(null, "", location.pathname + search + location.hash);
    }, settleMilliseconds);
    return () => clearTimeout(timer);
  }, [query]);
}
