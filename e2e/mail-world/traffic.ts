import type { SeenQuery } from "./dns/answer-query.ts";
import type { SeenPolicyRequest } from "./policy/policy-hosts.ts";
import type { SeenSmtpSession } from "./smtp/mx-hosts.ts";

/** What the outside asked of the world, oldest first; only the newest entries are kept. */
export type Traffic = {
  dns: SeenQuery[];
  policy: SeenPolicyRequest[];
  /** One entry per connection; `commands` grows while it lasts. */
  smtp: SeenSmtpSession[];
  clear: () => void;
};

const kept = 10_000;

export function createTraffic(): Traffic {
  const traffic: Traffic = {
    dns: [],
    policy: [],
    smtp: [],
    clear() {
      for (const list of [traffic.dns, traffic.policy, traffic.smtp]) list.length = 0;
    },
  };
  return traffic;
}

export function note<T>(list: T[], entry: T): void {
  list.push(entry);
  if (list.length > kept) list.splice(0, list.length - kept);
}
