/** What is known of a published part. `unusable`: it is there, and senders do not use it. */
export type Known<T> =
  | { kind: "valid"; value: T }
  | { kind: "unusable" }
  | { kind: "absent" }
  | { kind: "unknown" };
