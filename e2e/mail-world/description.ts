import { z } from "zod";

/**
 * How a test, a developer or another process describes a domain. Plain JSON throughout, so the same
 * words work in a test story and over the control door. What is left out does not exist in the world.
 */
export type DomainDescription = z.infer<typeof domainDescriptionSchema>;
export type MxDescription = z.infer<typeof mxSchema>;
export type SmtpDescription = z.infer<typeof smtpSchema>;
export type PolicyDescription = z.infer<typeof policySchema>;
export type CertificateDescription = z.infer<typeof certificateSchema>;
export type TxtRecord = z.infer<typeof txtRecordSchema>;
export type TxtSet = z.infer<typeof txtSetSchema>;
export type RecordDescription = z.infer<typeof recordSchema>;
export type DnsFault = z.infer<typeof dnsFaultSchema>;

/** A lower-case name in A-labels; service labels (`_mta-sts`) and a leading `*` are allowed. */
export const domainNameSchema = z
  .string()
  .max(253)
  .regex(/^(?:\*\.)?(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/);

/** Relative to the domain; `""` is the domain itself, a final dot makes the name absolute. */
const ownerNameSchema = z.string().max(254);
const addressSchema = z.union([z.ipv4(), z.ipv6()]);
const ttlSchema = z.number().int().min(0).max(604_800);

/** One TXT record: text (split after 255 octets as zone tools do), or its exact character-strings. */
const txtRecordSchema = z.union([z.string(), z.strictObject({ strings: z.array(z.string()).min(1) })]);
const txtSetSchema = z.union([txtRecordSchema, z.array(txtRecordSchema)]);

/**
 * `servfail`, `refused`, `notimp`: that response code. `timeout`: no answer, over UDP or TCP.
 * `bogus`: SERVFAIL unless the query sets CD, as a validating resolver does. `malformed`: a reply whose
 * record is cut off. `truncated`: TC over UDP, whole over TCP; `truncated-without-tcp`: TC, and TCP closes.
 */
const dnsFaultSchema = z.enum([
  "servfail",
  "refused",
  "notimp",
  "timeout",
  "bogus",
  "malformed",
  "truncated",
  "truncated-without-tcp",
]);

const recordTypeSchema = z.enum(["A", "AAAA", "CAA", "CNAME", "MX", "NS", "PTR", "SOA", "TLSA", "TXT"]);

const recordBase = { name: ownerNameSchema, ttlSeconds: ttlSchema.optional() };

const recordSchema = z.union([
  z.strictObject({ ...recordBase, type: z.literal(["A", "AAAA"]), data: addressSchema }),
  /** Each answer gives the next address and the last one stays: a resolver that changes its mind. */
  z.strictObject({ ...recordBase, type: z.literal(["A", "AAAA"]), turns: z.array(addressSchema).min(1) }),
  z.strictObject({ ...recordBase, type: z.literal(["CNAME", "NS", "PTR"]), data: z.string() }),
  z.strictObject({ ...recordBase, type: z.literal("TXT"), data: txtRecordSchema }),
  z.strictObject({
    ...recordBase,
    type: z.literal("MX"),
    data: z.strictObject({ preference: z.number().int().min(0).max(65_535), exchange: z.string() }),
  }),
  z.strictObject({
    ...recordBase,
    type: z.literal("CAA"),
    data: z.strictObject({
      flags: z.literal([0, 128]),
      tag: z.enum(["issue", "issuewild", "iodef"]),
      value: z.string(),
    }),
  }),
  z.strictObject({
    ...recordBase,
    type: z.literal("TLSA"),
    data: z.strictObject({
      usage: z.number().int().min(0).max(255),
      selector: z.number().int().min(0).max(255),
      matchingType: z.number().int().min(0).max(255),
      hex: z.hex(),
    }),
  }),
]);

/**
 * A named kind, or a valid certificate with other names or another remaining life. `incomplete-chain` leaves
 * out the intermediate; `no-san` carries its name in the subject's CN only, which RFC 8461 does not accept.
 */
const certificateSchema = z.union([
  z.enum([
    "valid",
    "expired",
    "not-yet-valid",
    "wrong-name",
    "self-signed",
    "untrusted-ca",
    "incomplete-chain",
    "no-san",
  ]),
  z.strictObject({
    names: z.array(domainNameSchema).optional(),
    validDays: z.number().positive().max(3650).optional(),
  }),
]);

/** `old` speaks TLS 1.0 and 1.1 only. */
const tlsVersionsSchema = z.enum(["modern", "old"]);

/**
 * One policy host. The text comes from `mode`, `mx` (default: the domain's own MX hosts) and `maxAge` in seconds
 * (default: one week), or verbatim from `text`. The rest says how it is served; nothing said is RFC 8461 §3.3's
 * good case.
 */
const policyObjectSchema = z.strictObject({
  mode: z.string().optional(),
  mx: z.array(z.string()).optional(),
  maxAge: z.number().int().optional(),
  text: z.string().optional(),
  /** `crlf` ends every line of the text with CRLF; otherwise a composed text has LF. */
  lineEnd: z.enum(["lf", "crlf"]).optional(),
  certificate: certificateSchema.optional(),
  tls: tlsVersionsSchema.optional(),
  /** `refused`: nothing listens. `silent`, `reset`, `not-tls`: what follows the client's first bytes. */
  connection: z.enum(["normal", "refused", "silent", "reset", "not-tls"]).optional(),
  /** `none`: no headers ever. `drip`: an octet at a time. `cut-off`: closes before the promised length. */
  response: z.enum(["whole", "none", "drip", "cut-off", "not-http"]).optional(),
  dripMs: z.number().int().min(1).max(60_000).optional(),
  status: z.number().int().min(200).max(599).optional(),
  location: z.string().optional(),
  /** `null` sends no Content-Type. */
  contentType: z.string().nullable().optional(),
  /** Fills the text up to at least this many octets with an extension field. */
  bytes: z.number().int().min(1).max(16_777_216).optional(),
  /** Reaches the policy host through a CNAME, as hosted policies do. */
  cname: domainNameSchema.optional(),
});
const policySchema = z.union([z.string(), policyObjectSchema]);

/** One address of an MX host. Nothing said: a good host that offers STARTTLS and takes mail into memory. */
const smtpSchema = z.strictObject({
  certificate: certificateSchema.optional(),
  tls: tlsVersionsSchema.optional(),
  /** `refused`: 454 to the command. `silent`, `broken`: 220, then nothing, or octets that are not TLS. */
  starttls: z.enum(["good", "not-offered", "refused", "silent", "broken"]).optional(),
  /** The whole greeting line, e.g. `554 5.7.1 No SMTP service here`. */
  banner: z.string().max(510).optional(),
  connection: z.enum(["normal", "refused", "silent", "reset"]).optional(),
});

const mxObjectSchema = z.strictObject({
  /** `""` with preference 0 is the null MX (RFC 7505). */
  host: z.union([z.literal(""), domainNameSchema]),
  preference: z.number().int().min(0).max(65_535).optional(),
  /** One entry per address; each gets a loopback address of its own. */
  smtp: z.union([smtpSchema, z.array(smtpSchema).min(1)]).optional(),
  /** Publishes a TLSA RRset at `_25._tcp.<host>`: for its own key, another one, or with usage 1 only. */
  tlsa: z.enum(["matching", "mismatching", "unusable"]).optional(),
  /** A fixed address for the host's only listener, e.g. 127.0.0.1 where nothing else is configured. */
  address: z
    .ipv4()
    .refine((address) => address.startsWith("127."), "must be a loopback address")
    .optional(),
  /** `false` lists the host in the MX RRset without giving it an address. */
  exists: z.boolean().optional(),
});

/** A name alone is a good host, or the one of that name that already stands in the world. */
const mxSchema = z.union([domainNameSchema, mxObjectSchema]);

export const domainDescriptionSchema = z.strictObject({
  mx: z.array(mxSchema).nullable().optional(),
  /** TXT at `_smtp._tls`; an array is an RRset of several records. */
  tlsRpt: txtSetSchema.nullable().optional(),
  /** TXT at `_mta-sts`. */
  mtaSts: txtSetSchema.nullable().optional(),
  /** An array gives `mta-sts.<domain>` several addresses, each with its own behaviour. */
  policy: z
    .union([policySchema, z.array(policySchema).min(1)])
    .nullable()
    .optional(),
  txt: z.record(ownerNameSchema, txtSetSchema).optional(),
  records: z.array(recordSchema).optional(),
  dnsFaults: z
    .array(
      z.strictObject({ name: ownerNameSchema, type: recordTypeSchema.optional(), fault: dnsFaultSchema }),
    )
    .optional(),
  /** Owner names whose TXT records are published, and which the resolver does not know yet. */
  resolverLags: z.array(ownerNameSchema).optional(),
  /** Answers carry AD when asked for, for the domain and the MX hosts that it brings. */
  dnssec: z.boolean().optional(),
  ttlSeconds: ttlSchema.optional(),
});

/** The host names of a domain's MX entries, in the order given, without the null MX. */
export function mxHostNames(description: DomainDescription): string[] {
  return (description.mx ?? [])
    .map((entry) => (typeof entry === "string" ? entry : entry.host))
    .filter((host) => host !== "");
}

/** Makes an owner name absolute and lower-case, without final dot. */
export function absoluteName(name: string, domain: string): string {
  const lower = name.toLowerCase();
  if (lower === "" || lower === "@") return domain;
  return lower.endsWith(".") ? lower.slice(0, -1) : `${lower}.${domain}`;
}

export function asArray<T>(value: T | T[] | null | undefined): T[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
