import { dnsFaults } from "./catalog/dns-faults.ts";
import type { Fault } from "./catalog/fault.ts";
import { mxFaults } from "./catalog/mx-faults.ts";
import { policyFaults } from "./catalog/policy-faults.ts";
import { recordFaults } from "./catalog/record-faults.ts";

/**
 * The catalog: one entry per fault, each a function that describes a domain with exactly that fault, e.g.
 * `await world.publish("a.example", faults["policy-redirect"]("a.example"))`.
 */
export const faults = { ...recordFaults, ...dnsFaults, ...policyFaults, ...mxFaults } satisfies Record<
  string,
  Fault
>;

export type FaultName = keyof typeof faults;

export const faultNames = Object.keys(faults) as FaultName[];

export function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(faults, name);
}
