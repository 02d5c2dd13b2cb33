import { quotedStrings } from "./character-strings.ts";

/** A DNS service whose panel we know well enough to say what goes into which box. */
export type Provider = {
  id: ProviderId;
  /** Its own name, the same in every language. */
  title: string;
  /** What its name box wants: the name relative to the zone (the panel adds the zone itself), or the whole name with final dot. */
  name: "relative" | "absolute";
  /** What its value box wants: the text as it is, or character-strings in quotes. */
  value: "plain" | "quoted";
  /**
   * More than 255 octets: `panel` cuts them itself; `quoted`: they are already cut in the value that we give; `text-mode`:
   * the zone has to be edited as text; `unknown`: we could not find out, so the live record must be looked at.
   */
  long: "panel" | "quoted" | "text-mode" | "unknown";
};

export type ProviderId = (typeof providerIds)[number];

const providerIds = [
  "cloudflare",
  "route53",
  "ovh",
  "google-cloud",
  "azure",
  "squarespace",
  "gandi",
  "ionos",
  "namecheap",
  "godaddy",
  "bind",
] as const;

export const providers: readonly Provider[] = [
  // The panel warns about a value without quotes, and adds them.
  { id: "cloudflare", title: "Cloudflare", name: "relative", value: "quoted", long: "quoted" },
  // A value without quotes is refused.
  { id: "route53", title: "AWS Route 53", name: "relative", value: "quoted", long: "quoted" },
  { id: "ovh", title: "OVHcloud", name: "relative", value: "plain", long: "text-mode" },
  // Without quotes every word becomes a character-string of its own, and the blanks between them are lost.
  { id: "google-cloud", title: "Google Cloud DNS", name: "relative", value: "quoted", long: "quoted" },
  // Quotes become part of the value; the portal cuts a long value into strings itself.
  { id: "azure", title: "Azure DNS", name: "relative", value: "plain", long: "panel" },
  { id: "squarespace", title: "Squarespace Domains", name: "relative", value: "plain", long: "unknown" },
  { id: "gandi", title: "Gandi", name: "relative", value: "quoted", long: "quoted" },
  { id: "ionos", title: "IONOS", name: "relative", value: "plain", long: "unknown" },
  { id: "namecheap", title: "Namecheap", name: "relative", value: "plain", long: "panel" },
  { id: "godaddy", title: "GoDaddy", name: "relative", value: "plain", long: "panel" },
  { id: "bind", title: "BIND", name: "absolute", value: "quoted", long: "quoted" },
];

export type ProviderValues = {
  provider: Provider;
  /** Exactly what goes into the name box. */
  name: string;
  /** Exactly what goes into the value box. */
  value: string;
  /** What to do about a value of more than 255 octets; `null` when it is shorter. */
  long: Provider["long"] | null;
};

/**
 * What to put into a provider's boxes for a TXT record at `name` (absolute, no final dot) in `zone`. A name outside the zone
 * is given whole.
 */
export function providerValues(
  provider: Provider,
  { name, zone, text }: { name: string; zone: string; text: string },
): ProviderValues {
  const isLong = new TextEncoder().encode(text).length > 255;
  return {
    provider,
    name: provider.name === "absolute" ? `${name}.` : relativeName(name, zone),
    value: provider.value === "quoted" ? quotedStrings(text) : text,
    long: isLong ? provider.long : null,
  };
}

/** The part of a name before its zone; `@`, as panels write it, for the zone itself. */
export function relativeName(name: string, zone: string): string {
  if (name === zone) return "@";
  return name.endsWith(`.${zone}`) ? name.slice(0, -zone.length - 1) : name;
}

export function providerOf(id: unknown): Provider | null {
  return providers.find((provider) => provider.id === id) ?? null;
}

/**
 * The zones that a mail domain can lie in, the likeliest first: the name that was registered, then each name between it and
 * the domain, which may have been delegated.
 */
export function zonesOf(domain: string, registered: string | null): string[] {
  if (registered === null || !domain.endsWith(`.${registered}`)) return [domain];
  const labels = domain.slice(0, -registered.length - 1).split(".");
  return [registered, ...labels.map((_, index) => [...labels.slice(-index - 1), registered].join("."))];
}
