import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { type Reaction, rcodes } from "#lib/net/testing/dns-server.ts";
import { answer, impatient, resolverOf, serveDns, silence } from "#lib/net/testing/resolver-under-test.ts";
import { answerFrom, type Zone } from "#lib/net/testing/zone.ts";
import { createReadKeys } from "./read-keys.ts";
import { makeSigner, type SigningOptions, signMail } from "./testing/signed-mail.ts";
import { verifySignatures } from "./verify-signatures.ts";

const mail = [
  "From: Reports <tls@reporter.example>",
  "To: token@reports.example",
  "Subject: Report Domain: example.com Submitter: reporter.example",
  "Date: Tue, 10 Mar 2026 04:00:00 +0000",
  "Message-ID: <1@reporter.example>",
  "TLS-Report-Domain: example.com",
  "TLS-Report-Submitter: reporter.example",
  "MIME-Version: 1.0",
  "Content-Type: application/tlsrpt+json",
  "",
  '{"policies": []}',
  "",
].join("\r\n");

const receivedAt = new Date("2026-03-10T04:00:05Z");
const hour = 3_600_000;
const reporter = makeSigner("reporter.example");

async function verify(raw: Uint8Array, zone: Zone, at = receivedAt) {
  const dns = await serveDns(answerFrom(zone));
  const facts = await verifySignatures(raw, { resolver: resolverOf([dns]), receivedAt: at, withinMs: 5_000 });
  return { facts, asked: dns.asked };
}

function told(facts: { domain: string; result: string; reason: string | null }[]) {
  return facts.map(({ domain, result, reason }) =>
    reason ? `${domain}: ${result}, ${reason}` : `${domain}: ${result}`,
  );
}

const holding: [what: string, signer: ReturnType<typeof makeSigner>, options: SigningOptions][] = [
  ["a signature of the domain", reporter, {}],
  ["simple canonicalization", reporter, { canonicalization: "simple/simple" }],
  ["Ed25519 (RFC 8463)", makeSigner("reporter.example", { kind: "ed25519" }), {}],
  ["a key for reports (RFC 8460 §3)", makeSigner("reporter.example", { tags: " s=tlsrpt;" }), {}],
  ["a key for reports and mail", makeSigner("reporter.example", { tags: " s=email:tlsrpt;" }), {}],
  ["a key for every service", makeSigner("reporter.example", { tags: " s=*;" }), {}],
  [
    "a signature that has not expired yet",
    reporter,
    { signedAt: receivedAt, expires: new Date(+receivedAt + hour) },
  ],
  ["a body length that covers all of it", reporter, { bodyLength: 18 }],
  ["the TLS-Report fields in place of Content-Type", reporter, { fields: "From:TLS-Report-Submitter" }],
];

test.each(holding)("%s holds", async (_, signer, options) => {
  const { facts } = await verify(await signMail(mail, signer, options), signer.zone);
  expect(facts).toEqual([
    {
      domain: "reporter.example",
      selector: "s1",
      result: "pass",
      reason: null,
      algorithm: expect.stringMatching(/^(rsa|ed25519)-sha256$/),
    },
  ]);
});

test("a mail without a signature has none, and nothing is asked", async () => {
  const { facts, asked } = await verify(Buffer.from(mail), reporter.zone);
  expect([facts, asked]).toEqual([[], []]);
});

const noZone: Zone = { "reporter.example TXT": ["v=spf1 -all"] };
const altered = (raw: Buffer, from: string | RegExp, to: string) =>
  Buffer.from(raw.toString("latin1").replace(from, to), "latin1");
const signed = (options: SigningOptions = {}) => signMail(mail, reporter, options);
const keyed = (tags: string) => makeSigner("reporter.example", { tags });

const failing: [what: string, raw: () => Promise<Buffer>, zone: Zone, told: string][] = [
  [
    "an altered body",
    async () => altered(await signed(), '"policies"', '"policy"'),
    reporter.zone,
    "fail, body-altered",
  ],
  [
    "an altered field",
    async () => altered(await signed(), "Subject: Report", "Subject: Other"),
    reporter.zone,
    "fail, header-altered",
  ],
  ["a signature by another key", signed, makeSigner("reporter.example").zone, "fail, header-altered"],
  ["no key", signed, noZone, "permanent-error, key-missing"],
  [
    "a revoked key",
    signed,
    { "s1._domainkey.reporter.example TXT": ["v=DKIM1; p="] },
    "permanent-error, key-revoked",
  ],
  [
    "a record that holds no key",
    signed,
    { "s1._domainkey.reporter.example TXT": ["v=DKIM1; p=AAAA"] },
    "permanent-error, key-unusable",
  ],
  [
    "a selector that is no name",
    async () => altered(await signed(), "s=s1;", `s=${"a".repeat(64)};`),
    reporter.zone,
    "permanent-error, signature-malformed",
  ],
  [
    "no version",
    async () => altered(await signed(), "v=1; ", ""),
    reporter.zone,
    "permanent-error, signature-malformed",
  ],
  [
    "an unknown algorithm",
    async () => altered(await signed(), "a=rsa-sha256", "a=rsa-md5"),
    reporter.zone,
    "permanent-error, unknown-algorithm",
  ],
  [
    "a From that is not signed",
    async () => altered(await signed(), /h=[^;]*;/, "h=Subject;"),
    reporter.zone,
    "permanent-error, from-not-signed",
  ],
  [
    "an identity elsewhere",
    async () => altered(await signed(), "d=reporter.example;", "d=reporter.example; i=@other.example;"),
    reporter.zone,
    "permanent-error, identity-outside-domain",
  ],
  ["SHA-1 (RFC 8301)", () => signed({ algorithm: "rsa-sha1" }), reporter.zone, "policy, weak-algorithm"],
  [
    "a body length that leaves the end open",
    () => signed({ bodyLength: 4 }),
    reporter.zone,
    "policy, body-length-limited",
  ],
  [
    "words behind a body length",
    async () => Buffer.concat([await signed({ bodyLength: 18 }), Buffer.from("more\r\n")]),
    reporter.zone,
    "policy, body-length-limited",
  ],
  [
    "an expired signature",
    () => signed({ signedAt: new Date(+receivedAt - 2 * hour), expires: new Date(+receivedAt - hour) }),
    reporter.zone,
    "policy, expired",
  ],
  [
    "a second From on top",
    async () => Buffer.concat([Buffer.from("From: a@other.example\r\n"), await signed()]),
    reporter.zone,
    "policy, field-repeated",
  ],
  [
    "a second Content-Type on top",
    async () => Buffer.concat([Buffer.from("Content-Type: text/plain\r\n"), await signed()]),
    reporter.zone,
    "policy, field-repeated",
  ],
  [
    "a mail that was not signed as a report",
    () => signed({ fields: "From:Subject:Date" }),
    reporter.zone,
    "pass, report-fields-unsigned",
  ],
];

test.each(failing)("%s is told", async (_, raw, zone, expected) => {
  const { facts } = await verify(await raw(), zone);
  expect(told(facts)).toEqual([`reporter.example: ${expected}`]);
});

const keys: [what: string, signer: ReturnType<typeof makeSigner>, told: string][] = [
  ["for other mail alone", keyed(" s=email;"), "policy, key-not-for-reports"],
  ["in testing", keyed(" t=y;"), "policy, key-in-testing"],
  ["of 768 bits", makeSigner("reporter.example", { kind: "weak-rsa" }), "policy, weak-key"],
  ["for SHA-1 alone", keyed(" h=sha1;"), "permanent-error, key-for-another-algorithm"],
];

test.each(keys)("a key %s is told", async (_, signer, expected) => {
  const { facts } = await verify(await signMail(mail, signer), signer.zone);
  expect(told(facts)).toEqual([`reporter.example: ${expected}`]);
});

test("every signature is told, in the order of the header", async () => {
  const list = makeSigner("list.example", { selector: "l" });
  const raw = await signMail(await signed(), list);
  const { facts } = await verify(raw, { ...reporter.zone, ...list.zone });
  expect(told(facts)).toEqual(["list.example: pass", "reporter.example: pass"]);
});

test("no more than five signatures are looked at, however many there are", async () => {
  let raw = await signed();
  for (let index = 0; index < 40; index++) raw = await signMail(raw, { ...reporter, selector: `x${index}` });
  const { facts, asked } = await verify(raw, reporter.zone);
  expect(facts).toHaveLength(5);
  expect(new Set(asked.map(({ name }) => name)).size).toBe(5);
});

test.each([
  ["a header of more lines than any mail has", "X: y\r\n", 2_000],
  ["a header larger than any mail has", `X: ${"y".repeat(990)}\r\n`, 140],
])("%s is not read", async (_, field, times) => {
  const { facts, asked } = await verify(
    Buffer.concat([Buffer.from(field.repeat(times)), await signed()]),
    reporter.zone,
  );
  expect([told(facts), asked]).toEqual([[": permanent-error, not-verifiable"], []]);
});

test("a body of more lines than any mail has is not read", async () => {
  const raw = Buffer.concat([await signed(), Buffer.alloc(400_001, "\n")]);
  const { facts, asked } = await verify(raw, reporter.zone);
  expect([told(facts), asked]).toEqual([[": permanent-error, not-verifiable"], []]);
});

test("a signature longer than any is none", async () => {
  const raw = altered(await signed(), "v=1;", `v=1; z=${"a".repeat(9_000)};`);
  expect((await verify(raw, reporter.zone)).facts).toEqual([]);
});

test("a large mail may have its words on one line", async () => {
  const large = mail.replace("[]", `[${" ".repeat(3_000_000)}]`);
  const { facts } = await verify(await signMail(large, reporter), reporter.zone);
  expect(told(facts)).toEqual(["reporter.example: pass"]);
});

test("the keys of an ARC chain are not asked for", async () => {
  const hash = createHash("sha256").update("x").digest("base64");
  const arc = [
    "ARC-Seal: i=1; a=rsa-sha256; cv=none; d=list.example; s=arc; b=AAAA",
    `ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=list.example; h=from; s=arc; bh=${hash}; b=AAAA`,
    "ARC-Authentication-Results: i=1; list.example; dkim=pass",
    "",
  ].join("\r\n");
  const { facts, asked } = await verify(Buffer.concat([Buffer.from(arc), await signed()]), reporter.zone);
  expect(told(facts)).toEqual(["reporter.example: pass"]);
  expect(asked.map(({ name }) => name)).toEqual(["s1._domainkey.reporter.example"]);
});

const troubles: [string, Reaction, object][] = [
  ["silent", silence, impatient],
  ["failing", answer({ rcode: rcodes.SERVFAIL }), {}],
];

test.each(troubles)("while DNS is %s a signature is a temporary error", async (_, reaction, patience) => {
  const dns = await serveDns(() => reaction);
  const resolver = resolverOf([dns], patience);
  const facts = await verifySignatures(await signed(), { resolver, receivedAt, withinMs: 1_000 });
  expect(told(facts)).toEqual(["reporter.example: temporary-error, dns-failure"]);
});

test.each([
  ["nothing at all", ""],
  ["no header", "\r\n\r\nbody"],
  ["only a signature field", "DKIM-Signature:\r\n\r\n"],
  ["a signature of nothing but semicolons", "DKIM-Signature: ;;;;=;=\r\nFrom: a@b.example\r\n\r\n"],
  ["octets that are no text", "DKIM-Signature: \u0000\u00ff; d=\u0000\r\n\u0000"],
])("%s is no reason to fail", async (_, raw) => {
  const { facts } = await verify(Buffer.from(raw, "latin1"), reporter.zone);
  expect(facts.filter(({ result }) => result === "pass")).toEqual([]);
  expect(JSON.stringify(facts)).not.toContain("\\u0000");
});

test("a key that was read before is used for its own record alone", async () => {
  const raw = await signMail(mail, reporter, {});
  const name = "s1._domainkey.reporter.example TXT";
  const { zone: another } = makeSigner("reporter.example");
  const readKeys = createReadKeys();
  const results: string[] = [];
  for (const zone of [reporter.zone, { [name]: ["v=DKIM1; p="] }, another, reporter.zone]) {
    const dns = await serveDns(answerFrom(zone));
    const options = { resolver: resolverOf([dns]), readKeys, receivedAt, withinMs: 5_000 };
    results.push(...told(await verifySignatures(raw, options)));
  }
  expect(results).toEqual([
    "reporter.example: pass",
    "reporter.example: permanent-error, key-revoked",
    "reporter.example: fail, header-altered",
    "reporter.example: pass",
  ]);
});
