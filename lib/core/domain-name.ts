import { getDomain, parse as parseSuffix } from "tldts";
import { decodePunycode } from "./punycode.ts";

declare const brand: unique symbol;

/** A mail domain as it is stored and asked for: lower-case A-labels (RFC 5890 §2.3.2.1), no final dot. */
export type DomainName = string & { readonly [brand]: "DomainName" };

export type DomainNameFault =
  | "empty"
  | "url"
  | "email-address"
  | "ip-address"
  | "public-suffix"
  | "single-label"
  | "bad-label"
  | "too-long"
  | "underscore-name";

/** `unicode` is the form to show beside the A-labels; equal to them for plain ASCII names. */
export type DomainNameResult =
  | { ok: true; value: DomainName; unicode: string }
  | { ok: false; code: DomainNameFault; suggestion: string | null };

/**
 * Reads what a person typed as a mail domain. Accepts surrounding blanks, upper case, a final dot and both forms of an
 * internationalized name. A refusal suggests a name, in Unicode form, where one can be read out of the input.
 */
export function parseDomainName(input: string): DomainNameResult {
  const text = input.trim();
  if (text === "") return refuse("empty");
  if (text.length > longestInput) return refuse("too-long");
  if (isIpAddress(text)) return refuse("ip-address");
  if (/^mailto:/i.test(text) || (text.includes("@") && !text.includes("/"))) {
    return refuse("email-address", afterLastAt(text));
  }
  if (/[/\\?#]|:\d*$/.test(text)) return refuse("url", hostOfUrl(text));
  const name = toAscii(text);
  if (name === null) return refuse("bad-label", repaired(text));
  return judgeName(name);
}

/** The name in Unicode for display. A label that does not survive the way there and back stays an A-label. */
export function toUnicode(domain: DomainName): string {
  return domain.split(".").map(labelToUnicode).join(".");
}

/**
 * The domain that somebody registered, in which `host` lies: `example.co.uk` for `mx.example.co.uk`. Under suffixes
 * that their owner hands out to strangers (the list's private section) each name is its own. `null` for a suffix.
 */
export function registrableDomain(host: string): string | null {
  return getDomain(host.toLowerCase(), { allowPrivateDomains: true, extractHostname: false });
}

// Longer than any name in any form, so that nothing below works on a megabyte.
const longestInput = 2_000;

function judgeName(name: string): DomainNameResult {
  if (isIpAddress(name)) return refuse("ip-address");
  const labels = name.split(".");
  if (labels.some((label) => label.startsWith("_")))
    return refuse("underscore-name", belowUnderscores(labels));
  if (name.length > 253 || labels.some((label) => label.length > 63)) return refuse("too-long");
  if (!labels.every(isHostLabel)) return refuse("bad-label", repaired(name));
  // RFC 3696 §2: a top-level domain is not all numeric.
  if (/^\d+$/.test(labels.at(-1) ?? "")) return refuse("bad-label");
  if (isRegistrySuffix(name)) return refuse("public-suffix");
  if (labels.length === 1) return refuse("single-label");
  if (labels[0] === "mta-sts") return policyHostName(name, labels);
  return accept(name);
}

function accept(name: string): DomainNameResult {
  const value = name as DomainName; // The one place that makes the brand, after every check above.
  return { ok: true, value, unicode: toUnicode(value) };
}

/** `suggestedInput` is read by the same rules; what they refuse is no suggestion, though theirs may be. */
function refuse(code: DomainNameFault, suggestedInput: string | null = null): DomainNameResult {
  return { ok: false, code, suggestion: suggestedInput === null ? null : suggestionFrom(suggestedInput) };
}

function suggestionFrom(input: string): string | null {
  const parsed = parseDomainName(input);
  return parsed.ok ? parsed.unicode : parsed.suggestion;
}

/**
 * Registry suffixes only (`co.uk`): nobody there can hold the zone. The list's private section (`uk.com`, `github.io`)
 * names domains that somebody registered and may well receive mail at; whether it is theirs is what proof of ownership is for.
 */
function isRegistrySuffix(name: string): boolean {
  const parsed = parseSuffix(name, { extractHostname: false, validateHostname: false, detectIp: false });
  return parsed.isIcann === true && parsed.publicSuffix === name;
}

/** `mta-sts.example.com` is where the policy of `example.com` lives (RFC 8461 §3.3); `mta-sts.org` is a domain like any. */
function policyHostName(name: string, labels: string[]): DomainNameResult {
  const suggestion = suggestionFrom(labels.slice(1).join("."));
  return suggestion === null ? accept(name) : { ok: false, code: "underscore-name", suggestion };
}

/** Letters, digits and inner hyphens (RFC 1123 §2.1); an A-label must decode to what encodes to it again. */
function isHostLabel(label: string): boolean {
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(label)) return false;
  return !label.startsWith("xn--") || labelToUnicode(label) !== label;
}

/** A-labels by the mapping of UTS #46 that the WHATWG URL parser applies, in Node and in browsers alike. */
function toAscii(text: string): string | null {
  // The parser would drop inner tabs and decode %xx; both are typing errors here.
  if (/[\s%:@[\]<>]/.test(text)) return null;
  // A last label that is a number makes the parser read an IPv4 address; a letter keeps it reading a name.
  const host = hostname(`http://${text.replace(/[.。．｡]$/u, "")}.x`);
  return host?.endsWith(".x") ? host.slice(0, -2) : null;
}

function hostname(url: string): string | null {
  return URL.parse(url)?.hostname ?? null;
}

function labelToUnicode(label: string): string {
  if (!label.startsWith("xn--")) return label;
  const decoded = decodePunycode(label.slice(4));
  return decoded !== null && toAscii(decoded) === label ? decoded : label;
}

function isIpAddress(text: string): boolean {
  const bare = text.replace(/^\[(?:ipv6:)?(.*)\]$/i, "$1");
  if (/^\d+(\.\d+){3}$/.test(bare)) return true;
  return /^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*(%\w+)?$/i.test(bare);
}

function afterLastAt(text: string): string | null {
  return text.includes("@") ? text.slice(text.lastIndexOf("@") + 1).replace(/[>?].*$/, "") : null;
}

/** The host of an address with or without its scheme; `www.` is a web server's name, rarely a mail domain. */
function hostOfUrl(text: string): string | null {
  const host = hostname(
    /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text.replace(/^[^:]+/, "http") : `http://${text}`,
  );
  if (!host) return null;
  const bare = host.replace(/^www\./, "");
  return parseDomainName(bare).ok ? bare : host;
}

function belowUnderscores(labels: string[]): string | null {
  const last = labels.findLastIndex((label) => label.startsWith("_"));
  return labels.slice(last + 1).join(".") || null;
}

/** What was likely meant by `*.example.com`, `.example.com`, `example,com` or `example..com`; `null` when nothing changes. */
function repaired(text: string): string | null {
  const attempt = text
    .replaceAll(",", ".")
    .replace(/^[*.]+/, "")
    .replace(/\.{2,}/g, ".");
  return attempt === text ? null : attempt;
}
