import type { DomainEvidence, MxAddressLook, MxProbes } from "../../evidence.ts";
import { mxHost } from "../../joined/testing/mx-look.ts";
import type { Posture } from "../../posture/posture.ts";
import { evidence, judge } from "../../posture/testing/healthy-evidence.ts";
import { type DomainEvent, type Memory, remember } from "../remember.ts";

/** What differs from the healthy domain at one check, and the events that the check gives. */
export type Step = [what: string, changes: Partial<DomainEvidence>, events: string[]];

/** Plays the checks in their order, each judged by what was there before, the memory stored in between. */
export function play(steps: readonly Step[]): { told: [string, string[]][]; memory: Memory } {
  let memory: Memory | null = null;
  let posture: Posture | null = null;
  const told: [string, string[]][] = [];
  for (const [what, changes] of steps) {
    posture = judge(changes, { evidence: null, stage: posture?.stage ?? "unprotected" });
    const next = remember(memory, { evidence: evidence(changes), posture });
    memory = stored(next.memory);
    told.push([what, next.events.map(brief)]);
  }
  if (memory === null) throw new Error("A story has steps.");
  return { told, memory };
}

/** The events that come of the second check, the first being that of `before`. */
export function eventsBetween(
  before: Partial<DomainEvidence>,
  after: Partial<DomainEvidence>,
): DomainEvent[] {
  const first = judge(before, { evidence: null, stage: "unprotected" });
  const { memory } = remember(null, { evidence: evidence(before), posture: first });
  const second = judge(after, { evidence: null, stage: first.stage });
  return remember(stored(memory), { evidence: evidence(after), posture: second }).events;
}

/** As the database gives it back. */
export function stored(memory: Memory): Memory {
  return JSON.parse(JSON.stringify(memory));
}

/** `kind subject`, and the code of a check. */
export function brief(event: DomainEvent): string {
  const checked =
    event.kind === "check-failing" ? event.after : event.kind === "check-recovered" ? event.before : null;
  return [event.kind, checked?.code, event.subject].filter((word) => word != null).join(" ");
}

/** Looks at the addresses of mx1.example.com; the domain's other host is out of sight. */
export function mx1(...looks: MxAddressLook[]): Partial<DomainEvidence> {
  return { mxProbes: probes(mxHost({ host: "mx1.example.com", looks })) };
}

export function probes(...hosts: MxProbes["hosts"]): MxProbes {
  return { source: "direct", egress: "open", hosts, leftOut: [] };
}
