import type { Expected } from "./posture.ts";

/** Whether a published `rua` destination is the one that should be there now. */
export function isCurrent(uri: string, { httpsUri, mailtoUri }: Expected): boolean {
  return [httpsUri, mailtoUri].some((one) => one !== null && comparable(one) === comparable(uri));
}

/** Until when a destination that was replaced works, or worked; `null`: it is none of those. */
export function replacedUntil(uri: string, { formerRua = [] }: Expected): string | null {
  return formerRua.find((former) => comparable(former.uri) === comparable(uri))?.until ?? null;
}

/** Whether a published `rua` destination is one that was made for this organization and domain. */
export function isOurs(uri: string, { httpsUri, mailtoUri, acceptedRua }: Expected): boolean {
  const ours = [httpsUri, mailtoUri, ...acceptedRua].flatMap((one) => one ?? []);
  const wanted = comparable(uri);
  return ours.some((one) => comparable(one) === wanted);
}

/**
 * Equal for URIs that reach the same place: case of scheme, host and mail address, the default port, percent-encoding of
 * plain characters and the header fields of a mailto do not matter (RFC 3986 §6.2.2, RFC 6068 §2).
 */
function comparable(uri: string): string {
  const parsed = URL.parse(uri.trim());
  if (parsed === null) return uri;
  const decoded = decode(parsed.pathname);
  if (parsed.protocol === "mailto:") return `mailto:${decoded.toLowerCase()}`;
  return `${parsed.protocol}//${parsed.host}${decoded}${parsed.search}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // Broken escapes are compared as they stand.
  }
}
