type Scope = "read" | "write";

/** What a key may, as people choose it. */
export const keyPowers = ["read", "feed", "both"] as const;

export type KeyPower = (typeof keyPowers)[number];

export const scopesOfPower: Record<KeyPower, Scope[]> = {
  read: ["read"],
  feed: ["write"],
  both: ["read", "write"],
};

export function powerOf(scopes: readonly Scope[]): KeyPower {
  if (!scopes.includes("write")) return "read";
  return scopes.includes("read") ? "both" : "feed";
}

/** Days that a key can be made for; 0: until it is revoked. */
export const keyLifetimes = [30, 90, 365, 0] as const;
