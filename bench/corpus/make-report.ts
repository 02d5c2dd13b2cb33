import type { Random } from "./random.ts";
import { type Sender, senderFor } from "./senders.ts";

/** `real`: 60 of 100 without failures, 1 KB of JSON on average. `heavy`: 0 to 20 failure details each. */
export type Profile = "real" | "heavy";

const dayMs = 86_400_000;

/** Over how many days the reports spread. */
export const days = 14;

/** One report about `domain` as its sender would write it, and who that is. `id` makes it unlike every other. */
export function makeReport(
  random: Random,
  { profile, id, domain, lastDay }: { profile: Profile; id: string; domain: string; lastDay: Date },
): { sender: Sender; json: string } {
  const sender = senderFor(random.below(1000));
  const day = new Date(lastDay.getTime() - random.below(days) * dayMs).toISOString().slice(0, 10);
  const end = new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);
  const details = detailCount(random, profile);
  const zone = sender.habit === "microsoft" ? "" : "Z";
  const report = {
    "organization-name": sender.name,
    "date-range": {
      "start-datetime": `${day}T00:00:00${zone}`,
      "end-datetime": sender.habit === "mail-ru" ? `${end}T00:00:00Z` : `${day}T23:59:59${zone}`,
    },
    "contact-info": sender.contact,
    "report-id": `${day}.${id}${sender.habit === "microsoft" ? "+" : `@${domain}`}`,
    policies: policiesOf(random, sender, domain, details),
  };
  return {
    sender,
    json: sender.habit === "plain" ? JSON.stringify(report, null, 1) : JSON.stringify(report),
  };
}

function detailCount(random: Random, profile: Profile): number {
  if (profile === "heavy") return random.below(21);
  return random.below(100) < 60 ? 0 : 1 + random.below(5);
}

function policiesOf(random: Random, { habit }: Sender, domain: string, details: number): object[] {
  const failures = Array.from({ length: details }, () => failureOf(random, habit, domain));
  const failed = failures.reduce((sum, one) => sum + one["failed-session-count"], 0);
  const successful = random.below(random.onceIn(20) ? 100_000 : 400);
  const summary = { "total-successful-session-count": successful, "total-failure-session-count": failed };
  const result = {
    policy: policyOf(random, habit, domain),
    summary,
    ...(details === 0 ? {} : { "failure-details": failures }),
  };
  if (habit !== "microsoft" || random.below(3) > 0) return [result];
  // Microsoft lists the same sessions under DANE, too.
  const line = JSON.stringify([`3 1 1 ${random.hex(64)}`, `3 1 1 ${random.hex(64)}`]);
  const tlsa = { "policy-type": "tlsa", "policy-string": [line], "policy-domain": domain };
  const total = { "total-successful-session-count": successful + failed, "total-failure-session-count": 0 };
  return [result, { policy: tlsa, summary: total }];
}

function policyOf(random: Random, habit: Sender["habit"], domain: string): object {
  if (habit === "no-policy") return { "policy-type": "no-policy-found", "policy-domain": domain };
  const end = habit === "google" ? "\r" : "";
  const hosts = ["mx1", "mx2", "mx3", "mx4", "mx5"]
    .slice(0, 2 + random.below(4))
    .map((label) => `${label}.${domain}`);
  return {
    "policy-type": "sts",
    "policy-string": [
      "version: STSv1",
      `mode: ${random.onceIn(3) ? "enforce" : "testing"}`,
      ...hosts.map((host) => `mx: ${host}`),
      `max_age: ${86_400 * (1 + random.below(30))}`,
    ].map((line) => line + end),
    "policy-domain": domain,
    ...(habit === "microsoft" ? {} : { "mx-host": hosts }),
  };
}

const resultTypes = [
  "starttls-not-supported",
  "certificate-expired",
  "certificate-host-mismatch",
  "certificate-not-trusted",
  "validation-failure",
  "sts-policy-fetch-error",
  "sts-webpki-invalid",
];

function failureOf(random: Random, habit: Sender["habit"], domain: string) {
  const type = resultTypes[random.below(resultTypes.length)] ?? "validation-failure";
  const kind = { "result-type": type, "failed-session-count": 1 + random.below(50) };
  if (habit === "microsoft" && random.onceIn(2)) return kind;
  if (habit === "mail-ru")
    return { ...kind, "failure-reason-code": `bad response code: ${400 + random.below(200)}` };
  return {
    ...kind,
    "sending-mta-ip": `2001:db8:${random.hex(4)}::${random.hex(3)}`,
    "receiving-mx-hostname": `mx${1 + random.below(5)}.${domain}`,
    "receiving-ip": `198.51.100.${1 + random.below(254)}`,
    ...(random.onceIn(3) ? { "failure-reason-code": "X509_V_ERR_CERT_HAS_EXPIRED" } : {}),
  };
}
