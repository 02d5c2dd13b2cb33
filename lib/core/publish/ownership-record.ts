/** Begins the TXT value that proves a domain's ownership. */
export const ownershipPrefix = "sealpost-domain=";

/** Where the proof stands: an underscored name, so that no mailbox or host can be called so (RFC 8552). */
export function ownershipName(domain: string): string {
  return `_sealpost.${domain}`;
}

export function ownershipValue(challenge: string): string {
  return `${ownershipPrefix}${challenge}`;
}
