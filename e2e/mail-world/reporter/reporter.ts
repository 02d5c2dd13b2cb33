import type { NameTable } from "../dns/name-table.ts";
import { fixed, hostZone, reverseName } from "../zone-of.ts";
import { buildReport } from "./build-report.ts";
import type { Habit, ReportPlan } from "./report-plan.ts";
import { type SendOptions, type SendResult, sendReport } from "./send-report.ts";
import type { WireReport } from "./wire-report.ts";

export type ReporterIdentity = {
  habit?: Habit;
  /** The domain that the sending machine's name lies under, e.g. `reporter.example`. */
  domain: string;
  organization?: string;
  contact?: string;
};

/** An organization that sends reports from an address of its own, with forward-confirmed reverse DNS. */
export type Reporter = {
  host: string;
  address: string;
  build: (plan: ReportPlan) => WireReport;
  /** Builds, then POSTs from the reporter's address. */
  send: (url: string, plan: ReportPlan, options?: Omit<SendOptions, "from">) => Promise<SendResult>;
};

/** Sets a reporter up in the world's DNS; `number` (from 1) keeps its address apart from the others'. */
export function createReporter(names: NameTable, identity: ReporterIdentity, number: number): Reporter {
  const address = `127.2.${Math.floor(number / 250)}.${1 + (number % 250)}`;
  const host = `out${number}.${identity.domain}`;
  const pointer = { type: "PTR" as const, name: reverseName(address), ttl: 300, data: host };
  names.set(`reporter ${host}`, hostZone(host, [address], false));
  names.set(`reverse ${address}`, {
    apex: null,
    secure: false,
    records: [fixed(pointer)],
    faults: [],
  });
  const build = (plan: ReportPlan) =>
    buildReport(identity.habit ?? "plain", {
      ...(identity.organization === undefined ? {} : { organization: identity.organization }),
      ...(identity.contact === undefined ? {} : { contact: identity.contact }),
      ...plan,
    });
  return {
    host,
    address,
    build,
    send: (url, plan, options = {}) => sendReport(url, build(plan), { ...options, from: address }),
  };
}
