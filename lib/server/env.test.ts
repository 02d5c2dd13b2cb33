import { expect, test } from "vitest";
import { readEnv } from "./env.ts";

function problemsOf(source: Record<string, string>): string[] {
  const read = readEnv(source);
  return read.ok ? [] : read.problems;
}

const mail = { MAIL_SERVER: "smtp://mail.example:587", MAIL_FROM: "sealpost@mail.example" };

const refused: [why: string, source: Record<string, string>, names: string][] = [
  ["a port that is none", { PORT: "http" }, "PORT"],
  ["a port out of range", { PORT: "65536" }, "PORT"],
  ["a secret that can be guessed", { AUTH_SECRET: "change-me" }, "AUTH_SECRET"],
  ["another database", { DATABASE_URL: "mysql://db.example/sealpost" }, "DATABASE_URL"],
  ["an address that is no URL", { PUBLIC_URL: "sealpost.example" }, "PUBLIC_URL"],
  ["a URL that browsers cannot open", { PUBLIC_URL: "ftp://sealpost.example" }, "PUBLIC_URL"],
  ["pages below a path", { PUBLIC_URL: "https://www.example/sealpost" }, "PUBLIC_URL"],
  ["pages behind a query", { PUBLIC_URL: "https://sealpost.example/?a=1" }, "PUBLIC_URL"],
  ["a password for everybody to see", { PUBLIC_URL: "https://a:b@sealpost.example" }, "PUBLIC_URL"],
  ["an unknown place to look from", { PROBE_SOURCE: "proxy.example" }, "PROBE_SOURCE"],
  ["a proxy of another kind", { PROBE_SOURCE: "http://proxy.example:3128" }, "PROBE_SOURCE"],
  ["a proxy without a port", { PROBE_SOURCE: "socks5://proxy.example" }, "PROBE_SOURCE"],
  ["an address where a name is due", { PROBE_NAME: "192.0.2.1" }, "PROBE_NAME"],
  ["a name that the world does not know", { PROBE_NAME: "localhost" }, "PROBE_NAME"],
  ["a name that would end the command", { PROBE_NAME: "a.example\r\nQUIT" }, "PROBE_NAME"],
  ["an unknown role", { ROLE: "everything" }, "ROLE"],
  ["an unknown way to sign up", { SIGN_UP: "yes" }, "SIGN_UP"],
  ["a mail server without a sender", { MAIL_SERVER: mail.MAIL_SERVER }, "MAIL_FROM"],
  ["a sender without a mail server", { MAIL_FROM: mail.MAIL_FROM }, "MAIL_SERVER"],
  ["half a Google client", { GOOGLE_CLIENT_ID: "id" }, "GOOGLE_CLIENT_SECRET"],
  ["half a GitHub client", { GITHUB_CLIENT_SECRET: "secret" }, "GITHUB_CLIENT_ID"],
  ["an issuer without a client", { OIDC_ISSUER: "https://id.example" }, "OIDC_CLIENT_ID, OIDC_CLIENT_SECRET"],
  ["mail for no domain", { SMTP_LISTEN: "127.0.0.1:2525" }, "REPORT_MAIL_DOMAIN"],
  [
    "mail for half a name",
    { SMTP_LISTEN: "127.0.0.1:2525", REPORT_MAIL_DOMAIN: "localhost" },
    "REPORT_MAIL_DOMAIN",
  ],
  ["SMTP without a host", { SMTP_LISTEN: "25", REPORT_MAIL_DOMAIN: "r.example" }, "SMTP_LISTEN"],
  ["SMTP at a bare IPv6 address", { SMTP_LISTEN: "::1:25", REPORT_MAIL_DOMAIN: "r.example" }, "SMTP_LISTEN"],
  [
    "SMTP at a port out of range",
    { SMTP_LISTEN: "127.0.0.1:65536", REPORT_MAIL_DOMAIN: "r.example" },
    "SMTP_LISTEN",
  ],
  ["a certificate without its key", { SMTP_TLS_CERT_FILE: "cert.pem" }, "SMTP_TLS_KEY_FILE"],
  ["open sign-up that cannot confirm addresses", { SIGN_UP: "open" }, "SIGN_UP"],
  ["open sign-up with half a mail server", { SIGN_UP: "open", MAIL_FROM: mail.MAIL_FROM }, "MAIL_SERVER"],
];

test.each(refused)("%s is one problem, and names its variable", (_, source, names) => {
  const problems = problemsOf(source);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(new RegExp(`^${names}: `));
});

test("every problem is told at once", () => {
  expect(problemsOf({ PORT: "x", ROLE: "y", SIGN_UP: "z" })).toHaveLength(3);
});

test("nothing needs to be set, and empty variables count as not set", () => {
  const read = readEnv({ PORT: "", PUBLIC_URL: " ", SIGN_UP: "" });
  expect(read).toMatchObject({
    ok: true,
    env: {
      host: "127.0.0.1",
      port: 3000,
      publicUrl: "http://127.0.0.1:3000",
      databaseUrl: null,
      authSecret: null,
      signUp: "invitation",
      trustedProxies: [],
      allowTargets: [],
      smtp: null,
      mail: null,
      google: null,
      github: null,
      oidc: null,
    },
  });
});

test("open sign-up with a mail server", () => {
  const read = readEnv({ SIGN_UP: "open", ...mail });
  expect(read).toMatchObject({
    ok: true,
    env: { signUp: "open", mail: { server: mail.MAIL_SERVER, from: mail.MAIL_FROM } },
  });
});

test.each([
  [{ PUBLIC_URL: "https://sealpost.example/" }, "https://sealpost.example"],
  [{ PUBLIC_URL: "https://sealpost.example:8443" }, "https://sealpost.example:8443"],
  [{ HOST: "0.0.0.0", PORT: "8080" }, "http://localhost:8080"],
  [{ HOST: "::1" }, "http://[::1]:3000"],
] as [Record<string, string>, string][])("public address of %o", (source, publicUrl) => {
  expect(readEnv(source)).toMatchObject({ ok: true, env: { publicUrl } });
});

test.each([
  [{}, { kind: "direct" }],
  [{ PROBE_SOURCE: " off " }, { kind: "off" }],
  [
    { PROBE_SOURCE: "socks5://me:secret@proxy.example:1080" },
    { kind: "socks", proxy: { host: "proxy.example", port: 1080, user: "me", password: "secret" } },
  ],
] as [Record<string, string>, object][])("MX hosts looked at from %o", (source, probeSource) => {
  expect(readEnv(source)).toMatchObject({ ok: true, env: { probeSource, smtpPort: 25 } });
});

test("no problem repeats the proxy's password", () => {
  const problems = problemsOf({ PROBE_SOURCE: "socks5://me:secret@proxy.example" });
  expect(problems).toHaveLength(1);
  expect(problems.join()).not.toContain("secret");
});

test.each([
  ["the host of the public address", { PUBLIC_URL: "https://sealpost.example:8443" }, "sealpost.example"],
  [
    "a name of its own",
    { PUBLIC_URL: "https://a.example", PROBE_NAME: "Probe.B.Example" },
    "probe.b.example",
  ],
  ["in A-labels", { PUBLIC_URL: "https://é.example" }, "xn--9ca.example"],
  ["none for an address", { PUBLIC_URL: "http://192.0.2.1:3000" }, null],
  ["none for an IPv6 address", { PUBLIC_URL: "http://[2001:db8::1]" }, null],
  ["none for this machine alone", { PUBLIC_URL: "http://localhost:3000" }, null],
  ["none for a name of this machine alone", { PUBLIC_URL: "http://sealpost.localhost" }, null],
  ["none for a name without a domain", { PUBLIC_URL: "http://sealpost" }, null],
] as [string, Record<string, string>, string | null][])("name in EHLO: %s", (_, source, probeName) => {
  expect(readEnv(source)).toMatchObject({ ok: true, env: { probeName } });
});

test("a trusted proxy that is no address is named", () => {
  expect(readEnv({ TRUSTED_PROXIES: "192.0.2.1 proxy.example 203.0.113.0/33" })).toEqual({
    ok: false,
    problems: [
      "TRUSTED_PROXIES: proxy.example is neither an address nor a CIDR such as 192.0.2.0/24",
      "TRUSTED_PROXIES: 203.0.113.0/33 is neither an address nor a CIDR such as 192.0.2.0/24",
    ],
  });
});

test("SMTP at several addresses, with a certificate", () => {
  const read = readEnv({
    SMTP_LISTEN: "0.0.0.0:25, [::]:25 mail.example:2525",
    REPORT_MAIL_DOMAIN: "Réports.example",
    SMTP_TLS_CERT_FILE: "cert.pem",
    SMTP_TLS_KEY_FILE: "key.pem",
  });
  expect(read).toMatchObject({
    ok: true,
    env: {
      smtp: {
        listen: [
          { host: "0.0.0.0", port: 25 },
          { host: "::", port: 25 },
          { host: "mail.example", port: 2525 },
        ],
        mailDomain: "xn--rports-bva.example",
        tls: { certFile: "cert.pem", keyFile: "key.pem" },
      },
    },
  });
});

test("lists are separated by commas, blanks or both", () => {
  const read = readEnv({ TRUSTED_PROXIES: "192.0.2.1, 198.51.100.0/24 2001:db8::1" });
  expect(read).toMatchObject({
    ok: true,
    env: { trustedProxies: ["192.0.2.1", "198.51.100.0/24", "2001:db8::1"] },
  });
});
