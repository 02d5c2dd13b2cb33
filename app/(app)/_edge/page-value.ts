import { forbidden, notFound, redirect } from "next/navigation";
import { requestPath } from "#lib/server/auth/request-context.ts";
import type { Result } from "#lib/services/result.ts";

/**
 * The value of a service's result on a page; the outcomes that every service shares lead away: to signing in and back
 * to the page that was asked for, to "not found", to "forbidden". What else may come is the page's own to show, as
 * `{ ok: false, code }`.
 */
export async function pageValue<T, Code extends string>(
  result: Result<T, Code>,
): Promise<
  { ok: true; value: T } | { ok: false; code: Exclude<Code, "unauthenticated" | "forbidden" | "not-found"> }
> {
  if (result.ok) return result;
  switch (result.code) {
    case "unauthenticated":
      return redirect(signInPath(await requestPath()));
    case "not-found":
      return notFound();
    case "forbidden":
      return forbidden();
    default:
      return { ok: false, code: result.code as Exclude<Code, "unauthenticated" | "forbidden" | "not-found"> };
  }
}

/** The sign-in page checks what it is given, since anybody can make such a link. */
function signInPath(back: string | null): string {
  return back === null ? "/sign-in" : `/sign-in?${new URLSearchParams({ callbackUrl: back })}`;
}
