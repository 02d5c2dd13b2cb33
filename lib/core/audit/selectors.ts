/** DKIM selectors that mail providers and common set-ups use under their customers' domains. */
export const commonSelectors: readonly string[] = [
  "default",
  "dkim",
  "dkim1",
  "mail",
  "email",
  "smtp",
  "mx",
  "key1",
  "key2",
  "google",
  "selector1",
  "selector2",
  "s1",
  "s2",
  "k1",
  "k2",
  "k3",
  "fm1",
  "fm2",
  "fm3",
  "protonmail",
  "protonmail2",
  "protonmail3",
  "sig1",
  "zoho",
  "zmail",
  "mandrill",
  "mailjet",
  "brevo1",
  "brevo2",
  "pm",
  "mg",
  "gm1",
  "gm2",
  "s1-ionos",
  "s2-ionos",
];

export const maxGivenSelectors = 5;

/** A selector with a time stamp or a name of its own can only be given by who knows it. */
export type GivenSelectors = { selectors: string[]; refused: string[] };

/**
 * Reads the selectors that somebody typed: separated by blanks or commas, each a name of one or more labels
 * (RFC 6376 §3.1). A whole name, `s1._domainkey.example.com`, stands for its selector. What is none, and what is beyond
 * the few that are looked up, comes back as `refused`.
 */
export function parseSelectors(text: string): GivenSelectors {
  const words = text
    .slice(0, longestInput)
    .split(/[\s,;]+/)
    .filter((word) => word !== "");
  const names = [...new Set(words.map((word) => word.toLowerCase().replace(/\._domainkey(\..*)?$/, "")))];
  const valid = names.filter(isSelector);
  const selectors = valid.slice(0, maxGivenSelectors);
  const refused = [...names.filter((name) => !isSelector(name)), ...valid.slice(maxGivenSelectors)];
  return { selectors, refused: refused.slice(0, maxGivenSelectors) };
}

const longestInput = 500;

/** Labels as hosts have them (RFC 6376 §3.1); underscores occur as well. */
function isSelector(name: string): boolean {
  const label = /^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$/;
  return name.length <= 100 && name.split(".").every((part) => label.test(part));
}
