import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { healthy, healthyDane } from "./catalog/healthy.ts";
import { domainDescriptionSchema } from "./description.ts";
import { type FaultName, faultNames, faults } from "./faults.ts";
import { type Look, look } from "./testing/look.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

const healthyLook: Look = {
  tlsRpt: "v=TLSRPTv1; rua=mailto:tls-reports@DOMAIN",
  mtaSts: "v=STSv1; id=20260101T000000;",
  mx: "mx1.DOMAIN + mx2.DOMAIN",
  policyHost: "ttl 3600",
  policy: "200 text/plain; charset=utf-8",
  policyText: "version: STSv1|mode: enforce|mx: mx1.DOMAIN|mx: mx2.DOMAIN|max_age: 604800|",
  policyCertificate: "DNS:mta-sts.DOMAIN 89",
  mx1: "TLSv1.3",
  mx2: "TLSv1.3",
  mxCertificate1: "DNS:mx1.DOMAIN 89",
  mxCertificate2: "DNS:mx2.DOMAIN 89",
  tlsa1: "ENOTFOUND",
  tlsa2: "ENOTFOUND",
  signed: "no",
};

const noPolicy = { policyText: "none", policyCertificate: "none" };
const noPolicyHost = { policy: "no host", policyText: "no host", policyCertificate: "no host" };
const noMxHosts = {
  ...{ mx1: "no address", mxCertificate1: "no address" },
  ...{ mx2: "no address", mxCertificate2: "no address" },
};
const signed = { signed: "yes", tlsa1: "3 1 1", tlsa2: "3 1 1" };
const bothTxt = (seen: string) => ({ tlsRpt: seen, mtaSts: seen });
const text = (...lines: string[]) => ({ policyText: [...lines, ""].join("|") });
const failedFetch = (policy: string) => ({ policy, ...noPolicy });
const failedMx2 = (mx2: string) => ({ mx2, mxCertificate2: "none" });
const mxLines = ["mx: mx1.DOMAIN", "mx: mx2.DOMAIN"];

/** What differs from the healthy look, and nothing else may. The codes are Node's own. */
const expected: Record<FaultName, Partial<Look>> = {
  "tlsrpt-absent": { tlsRpt: "ENOTFOUND" },
  "tlsrpt-several-records": {
    tlsRpt: "v=TLSRPTv1; rua=mailto:others@DOMAIN + v=TLSRPTv1; rua=mailto:tls-reports@DOMAIN",
  },
  "tlsrpt-version-misspelt": { tlsRpt: "v=TLSRPT1; rua=mailto:tls-reports@DOMAIN" },
  "tlsrpt-version-lower-case": { tlsRpt: "v=tlsrptv1; rua=mailto:tls-reports@DOMAIN" },
  "tlsrpt-rua-missing": { tlsRpt: "v=TLSRPTv1;" },
  "tlsrpt-rua-without-scheme": { tlsRpt: "v=TLSRPTv1; rua=tls-reports@DOMAIN" },
  "tlsrpt-rua-plain-http": { tlsRpt: "v=TLSRPTv1; rua=http://DOMAIN/reports" },
  "tlsrpt-semicolon-doubled": { tlsRpt: "v=TLSRPTv1;; rua=mailto:tls-reports@DOMAIN" },
  "tlsrpt-wildcard-answer": { tlsRpt: "v=spf1 -all" },
  "tlsrpt-wrong-place": { tlsRpt: "ENOTFOUND" },
  "mtasts-absent": { mtaSts: "ENOTFOUND" },
  "mtasts-several-records": { mtaSts: "v=STSv1; id=20260101T000000; + v=STSv1; id=20260201T000000;" },
  "mtasts-version-misspelt": { mtaSts: "v=STS1; id=20260101T000000;" },
  "mtasts-id-missing": { mtaSts: "v=STSv1;" },
  "mtasts-id-with-hyphens": { mtaSts: "v=STSv1; id=2026-01-01;" },
  "mtasts-id-too-long": { mtaSts: "v=STSv1; id=777777777777777777777777777777777;" },
  "mtasts-cname-dangling": { mtaSts: "ENOTFOUND" },

  "dns-servfail-tlsrpt": { tlsRpt: "ESERVFAIL" },
  "dns-servfail-mtasts": { mtaSts: "ESERVFAIL" },
  "dns-servfail-txt": bothTxt("ESERVFAIL"),
  "dns-servfail-mx": { mx: "ESERVFAIL" },
  "dns-servfail-policy-host": { policyHost: "ESERVFAIL", ...noPolicyHost },
  "dns-servfail-mx-host": { mx2: "no address", mxCertificate2: "no address" },
  "dns-timeout-txt": bothTxt("ETIMEOUT"),
  "dns-timeout-mx": { mx: "ETIMEOUT" },
  "dns-refused-txt": bothTxt("EREFUSED"),
  "dns-notimp-txt": bothTxt("ENOTIMP"),
  "dns-bogus-txt": bothTxt("ESERVFAIL"),
  "dns-bogus-mx": { mx: "ESERVFAIL" },
  "dns-malformed-txt": bothTxt("EBADRESP"),
  "dns-truncated-without-tcp": bothTxt("ECONNREFUSED"),
  "dns-cname-loop-mtasts": { mtaSts: "ESERVFAIL" },
  "dns-ttl-zero": { policyHost: "ttl 0" },
  "dns-ttl-week": { policyHost: "ttl 604800" },
  "mx-absent": {
    mx: "ENODATA",
    ...noMxHosts,
    ...text("version: STSv1", "mode: enforce", "mx: mx1.DOMAIN", "max_age: 604800"),
  },
  "mx-null": {
    mx: ".",
    ...noMxHosts,
    ...text("version: STSv1", "mode: enforce", "mx: mx1.DOMAIN", "max_age: 604800"),
  },
  "mx-host-without-address": { mx2: "no address", mxCertificate2: "no address" },
  "mx-host-is-cname": {
    mxCertificate1: "DNS:mx1.DOMAIN, DNS:mx2.DOMAIN 89",
    mxCertificate2: "DNS:mx1.DOMAIN, DNS:mx2.DOMAIN 89",
  },
  "dane-mismatch": signed, // what the TLSA data says is told apart in mx-hosts.test.ts
  "dane-unusable": { ...signed, tlsa2: "1 1 1" },
  "dane-insecure": { ...signed, signed: "no" },
  "dane-servfail-tlsa": { ...signed, tlsa2: "ESERVFAIL" },

  "policy-host-absent": { policyHost: "ENOTFOUND", ...noPolicyHost },
  "policy-connection-refused": failedFetch("ECONNREFUSED"),
  "policy-connection-silent": failedFetch("silence"),
  "policy-tls-reset": failedFetch("ECONNRESET"),
  "policy-not-tls": failedFetch("EPROTO"),
  "policy-old-tls": failedFetch("EPROTO"),
  "policy-expired-certificate": failedFetch("CERT_HAS_EXPIRED"),
  "policy-not-yet-valid-certificate": failedFetch("CERT_NOT_YET_VALID"),
  "policy-wrong-name-certificate": failedFetch("ERR_TLS_CERT_ALTNAME_INVALID"),
  "policy-self-signed-certificate": failedFetch("DEPTH_ZERO_SELF_SIGNED_CERT"),
  "policy-untrusted-certificate": failedFetch("UNABLE_TO_GET_ISSUER_CERT_LOCALLY"),
  "policy-incomplete-chain": failedFetch("UNABLE_TO_VERIFY_LEAF_SIGNATURE"),
  // Node falls back to the common name, which RFC 8461 §3.3 does not allow.
  "policy-no-san-certificate": { policyCertificate: "none 89" },
  "policy-certificate-expires-soon": { policyCertificate: "DNS:mta-sts.DOMAIN 5" },
  "policy-redirect": {
    policy: "301 https://www.DOMAIN/.well-known/mta-sts.txt text/plain; charset=utf-8",
    ...text("Moved"),
  },
  "policy-404": { policy: "404 text/plain; charset=utf-8", ...text("not found") },
  "policy-500": { policy: "500 text/plain; charset=utf-8", ...text("internal error") },
  "policy-headers-never": failedFetch("silence"),
  "policy-drip": failedFetch("silence"),
  "policy-cut-off": failedFetch("ECONNRESET"),
  "policy-not-http": failedFetch("HPE_INVALID_CONSTANT"),
  "policy-oversize": { policyText: expect.stringMatching(/max_age: 604800\|x_padding: a+$/) },
  "policy-html-type": { policy: "200 text/html; charset=utf-8" },
  "policy-no-type": { policy: "200" },
  "policy-html-page": {
    policy: "200 text/html; charset=utf-8",
    ...text("<!doctype html>", "<title>Welcome</title>", "<p>Welcome.</p>"),
  },
  "policy-empty": { policyText: "" },
  "policy-blank-line": text("version: STSv1", "", "mode: enforce", ...mxLines, "max_age: 604800"),
  "policy-version-missing": text("mode: enforce", ...mxLines, "max_age: 604800"),
  "policy-mode-misspelt": text("version: STSv1", "mode: enforced", ...mxLines, "max_age: 604800"),
  "policy-mode-upper-case": text("version: STSv1", "mode: Enforce", ...mxLines, "max_age: 604800"),
  "policy-max-age-missing": text("version: STSv1", "mode: enforce", ...mxLines),
  "policy-max-age-too-large": text("version: STSv1", "mode: enforce", ...mxLines, "max_age: 31557601"),
  "policy-max-age-short": text("version: STSv1", "mode: enforce", ...mxLines, "max_age: 3600"),
  "policy-mx-missing": text("version: STSv1", "mode: enforce", "max_age: 604800"),
  "policy-mx-not-covered": text("version: STSv1", "mode: enforce", "mx: mx1.DOMAIN", "max_age: 604800"),
  "policy-mx-pattern-unused": text(
    "version: STSv1",
    "mode: enforce",
    ...mxLines,
    "mx: old.DOMAIN",
    "max_age: 604800",
  ),
  "policy-wildcard-too-short": {
    mx: "mx1.in.DOMAIN",
    ...noMxHosts,
    ...text("version: STSv1", "mode: enforce", "mx: *.DOMAIN", "max_age: 604800"),
  },
  "policy-addresses-differ": {
    policyHost: "ttl 3600 + ttl 3600",
    policy: "200 text/plain; charset=utf-8 + 200 text/plain; charset=utf-8",
    policyText: `${healthyLook.policyText} + ${healthyLook.policyText.replace("enforce", "testing")}`,
    policyCertificate: "DNS:mta-sts.DOMAIN 89 + DNS:mta-sts.DOMAIN 89",
  },
  "policy-second-address-refused": {
    policyHost: "ttl 3600 + ttl 3600",
    policy: "200 text/plain; charset=utf-8 + ECONNREFUSED",
    policyText: `${healthyLook.policyText} + none`,
    policyCertificate: "DNS:mta-sts.DOMAIN 89 + none",
  },

  "mx-connection-refused": failedMx2("ECONNREFUSED"),
  "mx-silent": failedMx2("silence"),
  "mx-reset": failedMx2("ECONNRESET"),
  "mx-banner-554": failedMx2("554 5.7.1 No SMTP service for you"),
  "mx-banner-421": failedMx2("421 4.3.2 Too busy"),
  "mx-no-starttls": failedMx2("no STARTTLS"),
  "mx-starttls-refused": failedMx2("454 4.7.0 TLS not available for now"),
  "mx-starttls-silent": failedMx2("silence"),
  "mx-starttls-broken": failedMx2("ERR_SSL_WRONG_VERSION_NUMBER"),
  "mx-old-tls": failedMx2("ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION"),
  "mx-expired-certificate": failedMx2("CERT_HAS_EXPIRED"),
  "mx-not-yet-valid-certificate": failedMx2("CERT_NOT_YET_VALID"),
  "mx-wrong-name-certificate": failedMx2("ERR_TLS_CERT_ALTNAME_INVALID"),
  "mx-self-signed-certificate": failedMx2("DEPTH_ZERO_SELF_SIGNED_CERT"),
  "mx-untrusted-certificate": failedMx2("UNABLE_TO_GET_ISSUER_CERT_LOCALLY"),
  "mx-incomplete-chain": failedMx2("UNABLE_TO_VERIFY_LEAF_SIGNATURE"),
  "mx-no-san-certificate": { mxCertificate2: "none 89" },
  "mx-certificate-expires-soon": { mxCertificate2: "DNS:mx2.DOMAIN 5" },
  "mx-second-address-expired": {
    mx2: "TLSv1.3 + CERT_HAS_EXPIRED",
    mxCertificate2: "DNS:mx2.DOMAIN 89 + none",
  },
};

describe("the catalog, seen from outside", () => {
  test("a healthy domain", async () => {
    await world.publish("healthy.example", healthy("healthy.example"));
    expect(await look(world, "healthy.example")).toEqual(healthyLook);
  });

  test("a healthy domain with DANE", async () => {
    await world.publish("dane.example", healthyDane("dane.example"));
    expect(await look(world, "dane.example")).toEqual({ ...healthyLook, ...signed });
  });

  test.each(faultNames)("%s differs from healthy in nothing else", async (name) => {
    const domain = `${name}.example`;
    await world.publish(domain, faults[name](domain));
    expect(await look(world, domain, silentParts(expected[name]))).toEqual({
      ...healthyLook,
      ...expected[name],
    });
  });
});

test.each(faultNames)("%s can go through the control door", (name) => {
  const description = faults[name]("a.example");
  expect(domainDescriptionSchema.parse(JSON.parse(JSON.stringify(description)))).toEqual(description);
});

function silentParts(parts: Partial<Look>): (keyof Look)[] {
  const names = Object.keys(parts) as (keyof Look)[];
  return names.filter((part) => parts[part] === "silence" || parts[part] === "ETIMEOUT");
}
