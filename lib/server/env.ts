import { isIP } from "node:net";
import { domainToASCII } from "node:url";
import { z } from "zod";
import { type ProbeSource, parseProbeSource } from "#lib/net/smtp/probe-source.ts";
import { isAddressRange } from "./peer.ts";

/**
 * The one place where environment variables are read. Every variable is documented in `.env.example`.
 * `readEnv` is pure: it reports every problem at once, in words an operator can act on.
 */
export function readEnv(
  source: Readonly<Record<string, string | undefined>>,
): { ok: true; env: Env } | { ok: false; problems: string[] } {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map((i) => `${i.path.join(".")}: ${i.message}`) };
  }
  const problems = pairProblems(parsed.data);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, env: shape(parsed.data) };
}

export type Env = ReturnType<typeof shape>;

let processEnv: Env | null = null;

/** The environment of this process; throws on a faulty one, since the supervisor has checked it before. */
export function env(): Env {
  if (processEnv) return processEnv;
  const read = readEnv(process.env);
  if (!read.ok) throw new Error(`Faulty configuration:\n${read.problems.join("\n")}`);
  processEnv = read.env;
  return read.env;
}

const port = z.coerce
  .number({ error: "must be a port number" })
  .int("must be a whole number")
  .min(0, "must be between 0 and 65535")
  .max(65535, "must be between 0 and 65535");

const list = z.string().transform((text) =>
  text
    .split(/[\s,]+/)
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

const variables = z.object({
  NODE_ENV: z.string().default("production"),
  HOST: z.string().default("127.0.0.1"),
  PORT: port.default(3000),
  INTAKE_PORT: port.default(3001),
  ROLE: z.enum(["all", "web", "intake", "worker"]).default("all"),
  DATA_DIR: z.string().default("./data"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgresql://")
    .optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "must be an http(s) URL" })
    .refine(isOrigin, {
      error:
        "must be scheme and host alone, e.g. https://sealpost.example: the pages need a host of their own",
    })
    .optional(),
  AUTH_SECRET: z
    .string()
    .min(32, "is too short: at least 32 characters, e.g. from `openssl rand -base64 32`")
    .optional(),
  SIGN_UP: z.enum(["invitation", "open"], { error: "must be `invitation` or `open`" }).default("invitation"),
  TRUSTED_PROXIES: list.default([]),
  REPORT_URL: z
    .url({ protocol: /^https$/, error: "must be an https URL: senders use no other (RFC 8460 §3)" })
    .optional(),
  REPORT_MAIL_DOMAIN: z.string().optional(),
  SMTP_LISTEN: list.default([]),
  SMTP_TLS_CERT_FILE: z.string().optional(),
  SMTP_TLS_KEY_FILE: z.string().optional(),
  DNS_SERVERS: list.default([]),
  POLICY_PORT: port.default(443),
  SMTP_PORT: port.default(25),
  NAME_SERVER_PORT: port.default(53),
  PROBE_SOURCE: z.string().default("direct").transform(readProbeSource),
  PROBE_NAME: z
    .string()
    .transform((name) => name.trim().toLowerCase())
    .refine(isFullHostName, {
      error:
        "must be a full host name such as sealpost.example: MX hosts hear it in EHLO (RFC 5321 §4.1.1.1)",
    })
    .optional(),
  EXTRA_CA_FILE: z.string().optional(),
  ALLOW_PRIVATE_TARGETS: list.default([]),
  MAIL_SERVER: z
    .string()
    .regex(/^smtps?:\/\//, "must begin with smtp:// or smtps://")
    .optional(),
  MAIL_FROM: z.string().optional(),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  GITHUB_CLIENT_ID: z.string().optional(),
  GITHUB_CLIENT_SECRET: z.string().optional(),
  OIDC_ISSUER: z.url("must be a URL").optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default("OpenID Connect"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

/** Scheme, host and port alone; one final slash is let pass. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return true; // told already
  const { pathname, search, hash, username, password } = new URL(text);
  return /^\/*$/.test(pathname) && `${search}${hash}${username}${password}` === "";
}

/** The text is not repeated: it may hold a password. */
function readProbeSource(text: string, { addIssue }: z.RefinementCtx): ProbeSource {
  const read = parseProbeSource(text.trim());
  if (read.ok) return read.value;
  addIssue({ code: "custom", message: read.problem });
  return z.NEVER;
}

/** Of at least two labels, as a host has that the public DNS knows. */
function isFullHostName(name: string): boolean {
  const labels = name.split(".");
  const areLabels = labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
  return name.length <= 253 && labels.length > 1 && areLabels && isIP(name) === 0;
}

type Variables = z.infer<typeof variables>;

function pairProblems(v: Variables): string[] {
  const pairs: [string, (keyof Variables)[]][] = [
    ["E-mail links", ["MAIL_SERVER", "MAIL_FROM"]],
    ["STARTTLS", ["SMTP_TLS_CERT_FILE", "SMTP_TLS_KEY_FILE"]],
    ["Google sign-in", ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"]],
    ["GitHub sign-in", ["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"]],
    ["OpenID Connect sign-in", ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"]],
  ];
  const notRanges = v.TRUSTED_PROXIES.filter((text) => !isAddressRange(text)).map(
    (text) => `TRUSTED_PROXIES: ${text} is neither an address nor a CIDR such as 192.0.2.0/24`,
  );
  const halves = pairs.flatMap(([what, names]) => {
    const missing = names.filter((name) => v[name] === undefined);
    if (missing.length === 0 || missing.length === names.length) return [];
    return [`${missing.join(", ")}: missing; ${what} needs ${names.join(" and ")} together`];
  });
  const faulty = [...notRanges, ...smtpProblems(v)];
  if (v.SIGN_UP !== "open" || v.MAIL_SERVER !== undefined || v.MAIL_FROM !== undefined)
    return [...faulty, ...halves];
  return [
    ...faulty,
    "SIGN_UP: `open` needs MAIL_SERVER and MAIL_FROM, since who signs up confirms the address by mail",
    ...halves,
  ];
}

function smtpProblems(v: Variables): string[] {
  const unread = v.SMTP_LISTEN.filter((text) => readListenAddress(text) === null).map(
    (text) => `SMTP_LISTEN: ${text} is no host:port such as 0.0.0.0:25 or [::]:25`,
  );
  const name = v.REPORT_MAIL_DOMAIN;
  if (v.SMTP_LISTEN.length === 0) return [];
  if (name === undefined) return [...unread, "REPORT_MAIL_DOMAIN: missing; SMTP_LISTEN receives mail for it"];
  const isName = isFullHostName(domainToASCII(name.toLowerCase()));
  return isName
    ? unread
    : [...unread, `REPORT_MAIL_DOMAIN: ${name} is no full domain such as reports.example`];
}

/** `null`: it is none. */
function readListenAddress(text: string): { host: string; port: number } | null {
  const [, v6, other, digits] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = v6 ?? other;
  if (host === undefined || Number(digits) > 65_535 || (v6 !== undefined && isIP(v6) !== 6)) return null;
  return { host, port: Number(digits) };
}

function smtpOf(v: Variables) {
  const listen = v.SMTP_LISTEN.flatMap((text) => readListenAddress(text) ?? []);
  if (listen.length === 0 || v.REPORT_MAIL_DOMAIN === undefined) return null;
  const { SMTP_TLS_CERT_FILE: certFile, SMTP_TLS_KEY_FILE: keyFile } = v;
  const tls = certFile && keyFile ? { certFile, keyFile } : null;
  return { listen, mailDomain: domainToASCII(v.REPORT_MAIL_DOMAIN.toLowerCase()), tls };
}

function shape(v: Variables) {
  const publicUrl = (v.PUBLIC_URL ?? `http://${authority(v.HOST)}:${v.PORT}`).replace(/\/+$/, "");
  return {
    production: v.NODE_ENV === "production",
    host: v.HOST,
    port: v.PORT,
    intakePort: v.INTAKE_PORT,
    role: v.ROLE,
    dataDir: v.DATA_DIR,
    /** `null`: the embedded PostgreSQL, whose URL the supervisor hands to its children as DATABASE_URL. */
    databaseUrl: v.DATABASE_URL ?? null,
    /** Where people and senders reach the web process; no final slash. */
    publicUrl,
    /** Signs sessions; `null` until the supervisor has made one. */
    authSecret: v.AUTH_SECRET ?? null,
    signUp: v.SIGN_UP,
    /** Addresses or CIDRs whose `X-Forwarded-For` is believed. */
    trustedProxies: v.TRUSTED_PROXIES,
    /** Where senders deliver, when that is another host than the pages'; no final slash. */
    reportUrl: v.REPORT_URL?.replace(/\/+$/, "") ?? (publicUrl.startsWith("https:") ? publicUrl : null),
    /** Domain part of our mailto destinations; `null`: no mail is received. */
    reportMailDomain: v.REPORT_MAIL_DOMAIN?.toLowerCase() ?? null,
    /** Where mail for that domain is received by SMTP, and with which certificate; `null`: not here. */
    smtp: smtpOf(v),
    /** `address[:port]`; empty: the system's resolvers. */
    dnsServers: v.DNS_SERVERS,
    policyPort: v.POLICY_PORT,
    smtpPort: v.SMTP_PORT,
    nameServerPort: v.NAME_SERVER_PORT,
    /** Where MX hosts are looked at from. */
    probeSource: v.PROBE_SOURCE,
    /** What we call ourselves in EHLO; `null`: by an address literal, for want of a name that the world knows. */
    probeName: v.PROBE_NAME ?? publicHostName(publicUrl),
    extraCaFile: v.EXTRA_CA_FILE ?? null,
    /** CIDRs that may be dialled although they are not public; `all` for every address. */
    allowTargets: v.ALLOW_PRIVATE_TARGETS.includes("all") ? ("all" as const) : v.ALLOW_PRIVATE_TARGETS,
    mail: v.MAIL_SERVER && v.MAIL_FROM ? { server: v.MAIL_SERVER, from: v.MAIL_FROM } : null,
    google: client(v.GOOGLE_CLIENT_ID, v.GOOGLE_CLIENT_SECRET),
    github: client(v.GITHUB_CLIENT_ID, v.GITHUB_CLIENT_SECRET),
    oidc:
      v.OIDC_ISSUER && v.OIDC_CLIENT_ID && v.OIDC_CLIENT_SECRET
        ? { issuer: v.OIDC_ISSUER, id: v.OIDC_CLIENT_ID, secret: v.OIDC_CLIENT_SECRET, name: v.OIDC_NAME }
        : null,
    logLevel: v.LOG_LEVEL,
  };
}

function client(id: string | undefined, secret: string | undefined) {
  return id && secret ? { id, secret } : null;
}

function publicHostName(publicUrl: string): string | null {
  const { hostname } = new URL(publicUrl);
  return isFullHostName(hostname) && !hostname.endsWith(".localhost") ? hostname : null;
}

/** A listening address as it stands in a URL; "any address" becomes the loopback name. */
function authority(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
