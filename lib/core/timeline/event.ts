import type { CheckedPart } from "../posture/finding-part.ts";
import type { Stage } from "../posture/stage.ts";

/** One thing that changed since it was last known. `before` and `after` are plain JSON, their texts untrusted and bounded. */
export type DomainEvent =
  /** Nothing was known before; what the check saw is where the story begins. */
  | Change<"first-check", null, { stage: Stage; failing: number }>
  /** `subject`: the record's name. A change leaves its id alone, or makes it unreadable. */
  | Change<"tlsrpt-published", null, TlsRptFacts>
  | Change<"tlsrpt-changed", TlsRptFacts, TlsRptFacts>
  | Change<"tlsrpt-removed", TlsRptFacts, null>
  | Change<"mtasts-published", null, MtaStsFacts>
  | Change<"mtasts-id-changed" | "mtasts-changed", MtaStsFacts, MtaStsFacts>
  | Change<"mtasts-removed", MtaStsFacts, null>
  /** `subject`: the policy's URL. The mode of the policy may be what changed. */
  | Change<"policy-published", null, PolicyFacts>
  | Change<"policy-changed", PolicyFacts, PolicyFacts>
  | Change<"policy-removed", PolicyFacts, null>
  /** `subject`: the MX host, `.` for the null MX (RFC 7505). */
  | Change<"mx-added", null, { preference: number }>
  | Change<"mx-preference-changed", { preference: number }, { preference: number }>
  | Change<"mx-removed", { preference: number }, null>
  /** `subject`: the host. Renewed: valid for longer than any that was known; changed: another one, and no longer valid. */
  | Change<CertificateChange, SeenCertificate, SeenCertificate>
  | Change<"stage-changed", Stage, Stage>
  /** Whether the proof of ownership stands in DNS; a domain once proven stays so without it. */
  | Change<"ownership-proven", null, { by: "txt" | "rua" }>
  | Change<"ownership-lost", null, null>
  /** A finding of severity `error` appears, or is known to be gone; `subject` is that of the finding. */
  | Change<"check-failing", null, FailingCheck>
  | Change<"check-recovered", FailingCheck, null>;

export type EventKind = DomainEvent["kind"];

export type CertificateChange =
  | "policy-certificate-renewed"
  | "policy-certificate-changed"
  | "mx-certificate-renewed"
  | "mx-certificate-changed";

export type TlsRptFacts = { texts: string[] };

/** `id` is `null` when senders cannot use the record. */
export type MtaStsFacts = { texts: string[]; id: string | null };

/** Mode and `max_age` are `null`, and `mx` is empty, when the text is no valid policy. */
export type PolicyFacts = { mode: string | null; mx: string[]; maxAgeSeconds: number | null; text: string };

/** SHA-256 of the certificate in hex, and its end in ISO 8601. */
export type SeenCertificate = { fingerprint: string; notAfter: string };

/** What the catalogs need to word the finding: `findings.<code>.title` with `data`. */
export type FailingCheck = {
  code: string;
  part: CheckedPart;
  clause: string | null;
  data: Record<string, string | number>;
};

/** A finding of severity `error` that stands. `addresses`: at which it was seen, where it names them. */
export type FailingMemory = FailingCheck & { subject: string | null; addresses: string[] };

type Change<Kind extends string, Before, After> = {
  kind: Kind;
  subject: string | null;
  before: Before;
  after: After;
};

/** What is known now of one thing, and what happened to it. */
export type Remembered<T> = { next: T; events: DomainEvent[] };
