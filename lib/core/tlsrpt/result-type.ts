/**
 * What a failure type means for MTA-STS in `enforce`:
 * `blocks-under-enforce`: on an `sts` policy, senders that honour it would not deliver (RFC 8461 §5);
 * `undermines-policy`: the sender could not get a valid policy, so without a cached one mail flows unprotected;
 * `dane`: refused by DANE senders today, whatever the MTA-STS mode (RFC 8461 §2);
 * `unknown`: not in the registry, so nothing may be concluded.
 */
export type ResultTypeClass = "blocks-under-enforce" | "undermines-policy" | "dane" | "unknown";

/** The whole IANA registry "STARTTLS Validation Result Types" (RFC 8460 §6.6), by where RFC 8460 defines each. */
export const resultTypes = {
  "starttls-not-supported": { class: "blocks-under-enforce", clause: "RFC 8460 §4.3.1" },
  "certificate-host-mismatch": { class: "blocks-under-enforce", clause: "RFC 8460 §4.3.1" },
  "certificate-expired": { class: "blocks-under-enforce", clause: "RFC 8460 §4.3.1" },
  "certificate-not-trusted": { class: "blocks-under-enforce", clause: "RFC 8460 §4.3.1" },
  "validation-failure": { class: "blocks-under-enforce", clause: "RFC 8460 §4.3.3" },
  "tlsa-invalid": { class: "dane", clause: "RFC 8460 §4.3.2.1" },
  "dnssec-invalid": { class: "dane", clause: "RFC 8460 §4.3.2.1" },
  "dane-required": { class: "dane", clause: "RFC 8460 §4.3.2.1" },
  "sts-policy-fetch-error": { class: "undermines-policy", clause: "RFC 8460 §4.3.2.2" },
  "sts-policy-invalid": { class: "undermines-policy", clause: "RFC 8460 §4.3.2.2" },
  "sts-webpki-invalid": { class: "undermines-policy", clause: "RFC 8460 §4.3.2.2" },
} as const satisfies Record<string, { class: ResultTypeClass; clause: string }>;

export type RegisteredResultType = keyof typeof resultTypes;

/** A set, as looking a parsed text up among an object's keys costs several times as much. */
const registered: ReadonlySet<string> = new Set(Object.keys(resultTypes));

export function isRegisteredResultType(resultType: string): resultType is RegisteredResultType {
  return registered.has(resultType);
}

/** Judges one `result-type`; `null` (failures that no detail explains) and unregistered ones are `unknown`. */
export function classifyResultType(resultType: string | null): ResultTypeClass {
  return resultType !== null && isRegisteredResultType(resultType)
    ? resultTypes[resultType].class
    : "unknown";
}
