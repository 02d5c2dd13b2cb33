import type { DomainEvent, FailingCheck, PolicyFacts, SeenCertificate } from "./event.ts";

/**
 * The values of the placeholders in `timeline.events.<kind>`. Days are ISO 8601 in UTC. `problem` words a finding: its
 * `findings.<code>.title`, with its data.
 */
export function eventValues(
  event: DomainEvent,
  problem: (check: FailingCheck) => string,
): Record<string, string | number> {
  const subject = event.subject ?? "";
  switch (event.kind) {
    case "first-check":
      return event.after;
    case "tlsrpt-published":
    case "tlsrpt-changed":
    case "tlsrpt-removed":
    case "mtasts-removed":
      return { name: subject };
    case "mtasts-published":
      return { name: subject, id: event.after.id ?? "none" };
    case "mtasts-id-changed":
    case "mtasts-changed":
      return { name: subject, id: event.after.id ?? "none", before: event.before.id ?? "none" };
    case "policy-published":
      return { url: subject, mode: modeOf(event.after) };
    case "policy-removed":
      return { url: subject, mode: modeOf(event.before) };
    case "policy-changed":
      return { url: subject, ...modeChange(modeOf(event.before), modeOf(event.after)) };
    case "mx-added":
      return { ...hostOf(subject), preference: event.after.preference };
    case "mx-removed":
      return { ...hostOf(subject), preference: event.before.preference };
    case "mx-preference-changed":
      return {
        ...hostOf(subject),
        preference: event.after.preference,
        before: event.before.preference,
      };
    case "policy-certificate-renewed":
    case "policy-certificate-changed":
    case "mx-certificate-renewed":
    case "mx-certificate-changed":
      return { host: subject, until: endOf(event.after), before: endOf(event.before) };
    case "stage-changed":
      return { stage: event.after, before: event.before };
    case "ownership-proven":
      return { by: event.after.by };
    case "ownership-lost":
      return {};
    case "check-failing":
      return { subject, problem: problem(event.after) };
    case "check-recovered":
      return { subject, problem: problem(event.before) };
    default:
      return event satisfies never;
  }
}

/** `invalid`: what is served is no valid policy. */
function modeOf({ mode }: PolicyFacts): string {
  return mode ?? "invalid";
}

function modeChange(before: string, mode: string) {
  return { before, mode, modes: before === mode ? "same" : "other" };
}

/** The null MX names no host (RFC 7505). */
function hostOf(host: string) {
  return { host, target: host === "." ? "nowhere" : "host" };
}

function endOf({ notAfter }: SeenCertificate): string {
  return notAfter.slice(0, 10);
}
