import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Finding } from "#lib/core/finding.ts";
import { judgeDomain } from "#lib/core/posture/judge-domain.ts";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { createNet, type Net } from "#lib/net/net.ts";
import { gatherEvidence } from "#lib/services/domains/gather-evidence.ts";
import { createRoom } from "#lib/services/room.ts";
import { testContext } from "#lib/services/testing/test-world.ts";
import { healthy, healthyDane } from "./mail-world/catalog/healthy.ts";
import { type FaultName, faultNames, faults } from "./mail-world/faults.ts";
import { createWorld, type World } from "./mail-world/world.ts";

let db: Db;
let drop: () => Promise<void>;
let world: World;
let net: Net;
const seen = new Map<string, string[]>();

/**
 * Every fault of the catalog, looked at as a sender would meet it, over real DNS, HTTPS and SMTP on loopback. The looks
 * are made first, side by side, since some of the faults are silence; not too many at once for one name server.
 */
beforeAll(async () => {
  [{ db, drop }, world] = await Promise.all([createTestDatabase(), createWorld()]);
  net = createNet({
    dnsServers: [world.dns],
    policyPort: world.policyPort,
    mx: { port: world.smtpPort, source: { kind: "direct" }, helloName: "probe.sealpost.example" },
    extraCaPems: [readFileSync(world.caFile, "utf8")],
    allowTargets: ["127.0.0.0/8"],
  });
  const described = { healthy: (domain: string) => healthy(domain), "healthy-dane": healthyDane, ...faults };
  const room = createRoom({ size: 16, maxWaiting: 200 });
  await Promise.all(
    Object.entries(described).map(async ([name, description]) => {
      const place = await room.enter(1);
      await world.publish(domainOf(name), description(domainOf(name)));
      seen.set(name, await look(domainOf(name)));
      place?.leave();
    }),
  );
}, 180_000);
afterAll(async () => {
  await Promise.all([world?.stop(), drop?.()]);
});

/** Severity, code and subject of each finding; D is the domain. None may be missing, and none may be there beside them. */
const expected: Record<FaultName, string[]> = {
  "tlsrpt-absent": ["warning tlsrpt-record-missing _smtp._tls.D"],
  "tlsrpt-several-records": ["error tlsrpt-records-several _smtp._tls.D"],
  "tlsrpt-version-misspelt": [
    "error tlsrpt-records-none _smtp._tls.D",
    "error tlsrpt-version-misspelt _smtp._tls.D",
  ],
  "tlsrpt-version-lower-case": [
    "error tlsrpt-records-none _smtp._tls.D",
    "error tlsrpt-version-case _smtp._tls.D",
  ],
  "tlsrpt-rua-missing": ["error tlsrpt-rua-missing _smtp._tls.D"],
  "tlsrpt-rua-without-scheme": ["error tlsrpt-destination-scheme-missing tls-reports@D"],
  "tlsrpt-rua-plain-http": [
    "warning tlsrpt-destination-http http://D/reports",
    "error tlsrpt-no-usable-destination _smtp._tls.D",
    "warning tlsrpt-not-ours _smtp._tls.D",
  ],
  "tlsrpt-semicolon-doubled": ["error tlsrpt-field-empty _smtp._tls.D"],
  "tlsrpt-wildcard-answer": [
    "error tlsrpt-records-none _smtp._tls.D",
    "error tlsrpt-other-record _smtp._tls.D",
  ],
  "tlsrpt-wrong-place": ["warning tlsrpt-record-missing _smtp._tls.D"],
  "mtasts-absent": ["warning policy-without-record _mta-sts.D"],
  "mtasts-several-records": ["error mtasts-records-several _mta-sts.D"],
  "mtasts-version-misspelt": [
    "error mtasts-records-none _mta-sts.D",
    "error mtasts-version-misspelt _mta-sts.D",
  ],
  "mtasts-id-missing": ["error mtasts-id-missing _mta-sts.D"],
  "mtasts-id-with-hyphens": ["error mtasts-id-character _mta-sts.D"],
  "mtasts-id-too-long": ["error mtasts-id-long _mta-sts.D"],
  "mtasts-cname-dangling": ["warning policy-without-record _mta-sts.D"],

  "dns-servfail-tlsrpt": ["unknown dns-lookup-failed _smtp._tls.D"],
  "dns-servfail-mtasts": ["unknown dns-lookup-failed _mta-sts.D"],
  "dns-servfail-txt": ["unknown dns-lookup-failed _smtp._tls.D", "unknown dns-lookup-failed _mta-sts.D"],
  "dns-servfail-mx": ["unknown dns-lookup-failed D"],
  "dns-servfail-policy-host": ["unknown policy-host-lookup-failed mta-sts.D"],
  "dns-servfail-mx-host": ["unknown dns-lookup-failed mx2.D"],
  "dns-timeout-txt": ["unknown dns-lookup-failed _smtp._tls.D", "unknown dns-lookup-failed _mta-sts.D"],
  "dns-timeout-mx": ["unknown dns-lookup-failed D"],
  "dns-refused-txt": ["unknown dns-lookup-failed _smtp._tls.D", "unknown dns-lookup-failed _mta-sts.D"],
  "dns-notimp-txt": ["unknown dns-lookup-failed _smtp._tls.D", "unknown dns-lookup-failed _mta-sts.D"],
  "dns-bogus-txt": ["unknown dns-lookup-failed _smtp._tls.D", "unknown dns-lookup-failed _mta-sts.D"],
  "dns-bogus-mx": ["unknown dns-lookup-failed D"],
  "dns-malformed-txt": ["unknown dns-lookup-failed _smtp._tls.D", "unknown dns-lookup-failed _mta-sts.D"],
  "dns-truncated-without-tcp": [
    "unknown dns-lookup-failed _smtp._tls.D",
    "unknown dns-lookup-failed _mta-sts.D",
  ],
  "dns-cname-loop-mtasts": ["unknown dns-lookup-failed _mta-sts.D"],
  "dns-ttl-zero": ["info tlsrpt-ttl-zero _smtp._tls.D", "info mtasts-ttl-zero _mta-sts.D"],
  "dns-ttl-week": ["info tlsrpt-ttl-long _smtp._tls.D", "info mtasts-ttl-long _mta-sts.D"],
  "mx-absent": [
    "warning mx-implicit D",
    "error mx-not-covered D",
    "warning policy-mx-unused mx1.D",
    "error mx-host-without-address D",
  ],
  "mx-null": ["info mx-null D"],
  "mx-host-without-address": ["error mx-host-without-address mx2.D"],
  "mx-host-is-cname": ["warning mx-host-alias mx2.D"],
  "dane-mismatch": ["error tlsa-no-match mx2.D"],
  "dane-unusable": ["error tlsa-none-usable mx2.D", "warning tlsa-usage-pkix mx2.D"],
  "dane-insecure": ["unknown tlsa-security-unknown D"],
  "dane-servfail-tlsa": ["unknown dns-lookup-failed mx2.D"],

  "policy-host-absent": [
    "error policy-host-missing mta-sts.D",
    "error mtasts-record-without-policy _mta-sts.D",
  ],
  "policy-connection-refused": ["error policy-host-refuses mta-sts.D"],
  "policy-connection-silent": ["error policy-host-too-slow mta-sts.D"],
  "policy-tls-reset": ["error policy-host-tls-failed mta-sts.D"],
  "policy-not-tls": ["error policy-host-tls-failed mta-sts.D"],
  "policy-old-tls": ["error policy-host-tls-failed mta-sts.D"],
  "policy-expired-certificate": ["error policy-host-certificate-expired mta-sts.D"],
  "policy-not-yet-valid-certificate": ["error policy-host-certificate-not-yet-valid mta-sts.D"],
  "policy-wrong-name-certificate": ["error policy-host-certificate-name mta-sts.D"],
  "policy-self-signed-certificate": ["error policy-host-certificate-not-trusted mta-sts.D"],
  "policy-untrusted-certificate": ["error policy-host-certificate-not-trusted mta-sts.D"],
  "policy-incomplete-chain": ["error policy-host-certificate-not-trusted mta-sts.D"],
  "policy-no-san-certificate": ["error policy-host-certificate-name mta-sts.D"],
  "policy-certificate-expires-soon": ["warning policy-host-certificate-expiring mta-sts.D"],
  "policy-redirect": ["error policy-host-redirects mta-sts.D"],
  "policy-404": ["error policy-host-status mta-sts.D", "error mtasts-record-without-policy _mta-sts.D"],
  "policy-500": ["error policy-host-status mta-sts.D"],
  "policy-headers-never": ["error policy-host-too-slow mta-sts.D"],
  "policy-drip": ["error policy-host-too-slow mta-sts.D"],
  "policy-cut-off": ["unknown policy-host-network-error mta-sts.D"],
  "policy-not-http": ["error policy-host-http-malformed mta-sts.D"],
  "policy-oversize": ["error policy-host-too-large mta-sts.D"],
  "policy-html-type": ["warning mtasts-fetch-content-type https://mta-sts.D/.well-known/mta-sts.txt"],
  "policy-no-type": ["warning mtasts-fetch-content-type-missing https://mta-sts.D/.well-known/mta-sts.txt"],
  "policy-html-page": [
    "warning mtasts-fetch-content-type https://mta-sts.D/.well-known/mta-sts.txt",
    "error mtasts-policy-html https://mta-sts.D/.well-known/mta-sts.txt",
  ],
  "policy-empty": ["error mtasts-policy-empty https://mta-sts.D/.well-known/mta-sts.txt"],
  "policy-blank-line": ["error mtasts-policy-blank-line https://mta-sts.D/.well-known/mta-sts.txt"],
  "policy-version-missing": ["error mtasts-policy-key-missing https://mta-sts.D/.well-known/mta-sts.txt"],
  "policy-mode-misspelt": ["error mtasts-policy-mode https://mta-sts.D/.well-known/mta-sts.txt"],
  "policy-mode-upper-case": ["error mtasts-policy-mode https://mta-sts.D/.well-known/mta-sts.txt"],
  "policy-max-age-missing": ["error mtasts-policy-key-missing https://mta-sts.D/.well-known/mta-sts.txt"],
  "policy-max-age-too-large": [
    "warning mtasts-policy-max-age-over https://mta-sts.D/.well-known/mta-sts.txt",
  ],
  "policy-max-age-short": [
    "warning mtasts-policy-max-age-under-day https://mta-sts.D/.well-known/mta-sts.txt",
  ],
  "policy-mx-missing": ["error mtasts-policy-key-missing https://mta-sts.D/.well-known/mta-sts.txt"],
  "policy-mx-not-covered": ["error mx-not-covered mx2.D"],
  "policy-mx-pattern-unused": ["warning policy-mx-unused old.D"],
  "policy-wildcard-too-short": ["error mx-not-covered mx1.in.D", "warning policy-mx-unused *.D"],
  "policy-addresses-differ": ["error policy-addresses-differ mta-sts.D"],
  "policy-second-address-refused": ["warning policy-address-failing mta-sts.D"],

  "mx-connection-refused": ["error mx-connection-refused mx2.D"],
  "mx-silent": ["unknown mx-greeting-timeout mx2.D"],
  "mx-reset": ["unknown mx-connection-closed mx2.D"],
  "mx-banner-554": ["unknown mx-greeting-refused mx2.D"],
  "mx-banner-421": ["unknown mx-greeting-busy mx2.D"],
  "mx-no-starttls": ["error mx-starttls-not-offered mx2.D"],
  "mx-starttls-refused": ["error mx-starttls-refused mx2.D"],
  "mx-starttls-silent": ["unknown mx-tls-timeout mx2.D"],
  "mx-starttls-broken": ["error mx-tls-failed mx2.D"],
  "mx-old-tls": ["error mx-tls-too-old mx2.D"],
  "mx-expired-certificate": ["error mx-certificate-expired mx2.D"],
  "mx-not-yet-valid-certificate": ["error mx-certificate-not-yet-valid mx2.D"],
  "mx-wrong-name-certificate": ["error mx-certificate-name mx2.D"],
  "mx-self-signed-certificate": ["error mx-certificate-self-signed mx2.D"],
  "mx-untrusted-certificate": ["error mx-certificate-not-trusted mx2.D"],
  "mx-incomplete-chain": ["error mx-certificate-chain-incomplete mx2.D"],
  "mx-no-san-certificate": ["error mx-certificate-name mx2.D"],
  "mx-certificate-expires-soon": ["warning mx-certificate-expiring mx2.D"],
  "mx-second-address-expired": ["error mx-certificate-expired mx2.D"],
};

describe("each fault of the catalog yields its findings and no other", () => {
  test.each(faultNames)("%s", (name) => {
    expect(seen.get(name)).toEqual(expected[name]);
  });
});

test.each(["healthy", "healthy-dane"])("a %s domain yields none", (name) => {
  expect(seen.get(name)).toEqual([]);
});

function domainOf(name: string): string {
  return `${name}.example`;
}

async function look(domain: string): Promise<string[]> {
  const context = testContext(db, { kind: "system" }, { net, now: new Date() });
  const evidence = await gatherEvidence(context, domain, { maxAgeSeconds: 60, waitMs: 100_000 });
  const ours = `mailto:tls-reports@${domain}`;
  const destinations = { httpsUri: "https://sealpost.example/r", mailtoUri: ours, acceptedRua: [ours] };
  const previous = { evidence: null, stage: "enforce" as const };
  const posture = judgeDomain(evidence, { ...destinations, challenge: "not-there" }, previous);
  return posture.findings.map((finding) => inShort(finding, domain));
}

function inShort({ severity, code, subject }: Finding, domain: string): string {
  return `${severity} ${code} ${subject?.replaceAll(domain, "D")}`;
}
