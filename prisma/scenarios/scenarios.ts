import type { DomainDescription } from "../../e2e/mail-world/description.ts";
import type { Addresses, ReportedDay, Scenario } from "./scenario.ts";

const senders: Scenario["reporters"] = [
  { habit: "google", domain: "google.com" },
  { habit: "microsoft", domain: "microsoft.com" },
  { habit: "mail.ru", domain: "mail.ru" },
  { habit: "plain", domain: "reporter.example" },
];

/** How much each of them sends on a day, before noise. */
const usual = [420, 260, 36, 12];

const policyId = "20260101T000000";

function protectedDomain(
  domain: string,
  { httpsUri, challenge }: Addresses,
  mode: "testing" | "enforce",
  parts: Partial<DomainDescription> = {},
): DomainDescription {
  return {
    mx: [{ host: `mx1.${domain}` }, { host: `mx2.${domain}` }],
    txt: { _sealpost: `sealpost-domain=${challenge}` },
    tlsRpt: `v=TLSRPTv1; rua=${httpsUri}`,
    mtaSts: `v=STSv1; id=${mode === "enforce" ? "20260301T000000" : policyId};`,
    policy: { mode, maxAge: mode === "enforce" ? 2_592_000 : 604_800 },
    ttlSeconds: 3600,
    ...parts,
  };
}

function sessions(reporter: number, noise: number): number {
  return Math.round((usual[reporter] ?? 10) * (0.7 + 0.6 * noise));
}

function clean({ reporter, noise }: { reporter: number; noise: number }): ReportedDay {
  return { successful: sessions(reporter, noise), failures: [] };
}

export const scenarios: Scenario[] = [
  {
    name: "healthy-enforce",
    published: [
      { daysAgo: 75, as: (domain, own) => protectedDomain(domain, own, "testing") },
      { daysAgo: 40, as: (domain, own) => protectedDomain(domain, own, "enforce") },
    ],
    reporters: senders,
    reportedDays: 75,
    reports: clean,
  },
  {
    name: "testing-clean",
    published: [{ daysAgo: 34, as: (domain, own) => protectedDomain(domain, own, "testing") }],
    reporters: senders,
    reportedDays: 33,
    // The smallest reporter sends on some days only.
    reports: (day) => (day.reporter === 3 && day.noise < 0.4 ? null : clean(day)),
  },
  {
    name: "testing-expired-certificate",
    published: [
      {
        daysAgo: 34,
        as: (domain, own) =>
          protectedDomain(domain, own, "testing", {
            mx: [{ host: `mx1.${domain}` }, { host: `mx2.${domain}`, smtp: { certificate: "expired" } }],
          }),
      },
    ],
    reporters: senders,
    reportedDays: 33,
    reports: ({ daysAgo, reporter, noise, domain }) => {
      const all = sessions(reporter, noise);
      if (daysAgo > 11) return { successful: all, failures: [] };
      const failed = Math.max(1, Math.round(all * 0.3));
      const failure = { resultType: "certificate-expired", sessions: failed, mx: `mx2.${domain}` };
      return { successful: all - failed, failures: [failure] };
    },
  },
  {
    name: "policy-drift",
    published: [
      { daysAgo: 75, as: (domain, own) => protectedDomain(domain, own, "testing") },
      { daysAgo: 45, as: (domain, own) => protectedDomain(domain, own, "enforce") },
      {
        daysAgo: 4,
        as: (domain, own) =>
          protectedDomain(domain, own, "enforce", {
            mx: [{ host: `mx1.${domain}` }, { host: "in.new-provider.example" }],
            policy: { mode: "enforce", mx: [`mx1.${domain}`, `mx2.${domain}`], maxAge: 2_592_000 },
          }),
      },
    ],
    reporters: senders,
    reportedDays: 75,
    reports: ({ daysAgo, reporter, noise }) => {
      const all = sessions(reporter, noise);
      if (daysAgo > 3) return { successful: all, failures: [] };
      const failed = Math.max(1, Math.round(all * 0.45));
      const failure = { resultType: "validation-failure", sessions: failed, mx: "in.new-provider.example" };
      return { successful: all - failed, failures: [failure] };
    },
  },
  {
    name: "no-reports",
    published: [{ daysAgo: 9, as: (domain, own) => protectedDomain(domain, own, "testing") }],
    reporters: [],
    reportedDays: 0,
    reports: () => null,
  },
  {
    name: "new-domain",
    published: [
      { daysAgo: 0, as: (domain) => ({ mx: [{ host: `mx1.${domain}` }, { host: `mx2.${domain}` }] }) },
    ],
    reporters: [],
    reportedDays: 0,
    reports: () => null,
  },
];

/** The name of the domain that lives a scenario. */
export function scenarioDomain(scenario: Pick<Scenario, "name">): string {
  return `${scenario.name}.example`;
}
