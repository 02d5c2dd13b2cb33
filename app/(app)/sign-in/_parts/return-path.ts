/** Where signing in leads when nothing else was asked for. */
export const homePath = "/domains";

/**
 * The path to go to after signing in: `wanted` when it is an address of this installation, else the home. next-auth
 * hands on whole URLs, links of ours bare paths; whatever leads elsewhere, or back into signing in, is dropped.
 */
export function returnPath(wanted: string | undefined, publicUrl: string): string {
  if (!wanted || !URL.canParse(wanted, publicUrl)) return homePath;
  const { origin, pathname, search } = new URL(wanted, publicUrl);
  if (origin !== new URL(publicUrl).origin || pathname.startsWith("//")) return homePath;
  if (pathname === "/" || /^\/(api|sign-in|sign-out)(\/|$)/.test(pathname)) return homePath;
  return pathname + search;
}
