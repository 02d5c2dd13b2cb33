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
   * the zone has to be edited as text; `shorten`: we could not find out, so the record has to stay below.
   */
  long: "panel" | "quoted" | "text-mode" | "shorten";
  /** Characters that the value box takes, by the provider's own word; `null`: it names no limit that a record could meet. */
  mostCharacters: number | null;
  /** The boxes about which we found no word of the provider's own, only other people's instructions. */
  unconfirmed: readonly ("name" | "value")[];
  /** It also takes the zone as text, one line for a record with its name relative to the zone, and documents these lines. */
  textView?: true;
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

/** What stands above each is where its provider says so. */
export const providers: readonly Provider[] = [
  // developers.cloudflare.com/dns/manage-dns-records/reference/dns-record-types/#txt: quotes are added when they are missing.
  {
    id: "cloudflare",
    title: "Cloudflare",
    name: "relative",
    value: "quoted",
    long: "quoted",
    mostCharacters: 2_048,
    unconfirmed: [],
  },
  // docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html#TXTFormat and
  // .../latest/APIReference/API_ResourceRecord.html: strings in quotes, all on one line; a value without quotes is refused.
  {
    id: "route53",
    title: "AWS Route 53",
    name: "relative",
    value: "quoted",
    long: "quoted",
    mostCharacters: 4_000,
    unconfirmed: [],
  },
  // docs.ovhcloud.com/en/guides/web-cloud/domains/dns-zone-records: 255 characters, but no limit in text mode.
  {
    id: "ovh",
    title: "OVHcloud",
    name: "relative",
    value: "plain",
    long: "text-mode",
    mostCharacters: null,
    unconfirmed: [],
  },
  // cloud.google.com/dns/docs/records; without quotes every word becomes a string of its own, and the blanks between them
  // are lost (mailhardener.com/blog/how-to-enter-txt-values-in-google-cloud-dns).
  {
    id: "google-cloud",
    title: "Google Cloud DNS",
    name: "relative",
    value: "quoted",
    long: "quoted",
    mostCharacters: null,
    unconfirmed: [],
  },
  // learn.microsoft.com/azure/dns/dns-zones-records#txt-records: one text for each record, which the portal cuts itself.
  {
    id: "azure",
    title: "Azure DNS",
    name: "relative",
    value: "plain",
    long: "panel",
    mostCharacters: 4_096,
    unconfirmed: [],
  },
  // support.squarespace.com/hc/articles/360002101888 tells where the boxes are. That the host is entered without the domain:
  // help.flodesk.com/en/articles/9583973 and docs.lettr.com/knowledge-base/dns-guides/squarespace, which agree.
  {
    id: "squarespace",
    title: "Squarespace Domains",
    name: "relative",
    value: "plain",
    long: "shorten",
    mostCharacters: null,
    unconfirmed: ["name", "value"],
  },
  // docs.gandi.net/en/domain_names/common_operations/dns_records.html: a table and a text view with the same result, names
  // relative to the zone; helpdesk.gandi.net/hc/articles/14001808469404: lines of the text view for TXT, value in quotes.
  // Nothing is told about quotes in the table's value box.
  {
    id: "gandi",
    title: "Gandi",
    name: "relative",
    value: "quoted",
    long: "quoted",
    mostCharacters: null,
    unconfirmed: ["value"],
    textView: true,
  },
  // ionos.com/help/domains/configuring-mail-servers-and-other-related-records/configuring-a-dmarc-record-for-a-domain:
  // by its example `_dmarc`, and a value without quotes.
  {
    id: "ionos",
    title: "IONOS",
    name: "relative",
    value: "plain",
    long: "shorten",
    mostCharacters: null,
    unconfirmed: [],
  },
  // namecheap.com/support/knowledgebase/article.aspx/317 and /10058; that long values are cut is told by
  // spamresource.com/2024/10/tiny-tip-tuesday-namecheap-supports.html.
  {
    id: "namecheap",
    title: "Namecheap",
    name: "relative",
    value: "plain",
    long: "panel",
    mostCharacters: 2_500,
    unconfirmed: [],
  },
  // godaddy.com/help/add-a-txt-record-19232: the name without the domain; a value of up to 1024 ASCII characters.
  {
    id: "godaddy",
    title: "GoDaddy",
    name: "relative",
    value: "plain",
    long: "panel",
    mostCharacters: 1_024,
    unconfirmed: [],
  },
  // kb.isc.org/docs/aa-00356: longer texts as several strings in quotes.
  {
    id: "bind",
    title: "BIND",
    name: "absolute",
    value: "quoted",
    long: "quoted",
    mostCharacters: null,
    unconfirmed: [],
  },
];

/** Seconds; as in Gandi's own examples. */
const textViewTtl = 10_800;

export type ProviderValues = {
  provider: Provider;
  /** Exactly what goes into the name box. */
  name: string;
  /** Exactly what goes into the value box. */
  value: string;
  /** The line for the provider's text view; `null` when it has none that it documents. */
  line: string | null;
  /** What to do about a value of more than 255 octets, or of more than the box takes; `null` when it is shorter. */
  long: Provider["long"] | "too-long" | null;
};

/**
 * What to put into a provider's boxes for a TXT record at `name` (absolute, no final dot) in `zone`. A name outside the zone
 * is given whole.
 */
export function providerValues(
  provider: Provider,
  { name, zone, text }: { name: string; zone: string; text: string },
): ProviderValues {
  const value = provider.value === "quoted" ? quotedStrings(text) : text;
  const relative = relativeName(name, zone);
  return {
    provider,
    name: provider.name === "absolute" ? `${name}.` : relative,
    value,
    line: provider.textView ? `${relative} ${textViewTtl} IN TXT ${quotedStrings(text)}` : null,
    long: lengthAdvice(provider, text, value),
  };
}

function lengthAdvice(provider: Provider, text: string, value: string): ProviderValues["long"] {
  if (new TextEncoder().encode(text).length <= 255) return null;
  const { long, mostCharacters } = provider;
  return mostCharacters !== null && value.length > mostCharacters ? "too-long" : long;
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
