import { expect, test } from "vitest";
import type { MxHostEvidence } from "#lib/core/evidence.ts";
import type { CheckLine, LiveStep } from "../run/check-line.ts";
import { afterEnd, afterLine, idle, type LiveState, starting } from "./live-state.ts";

const absent = { kind: "absent" as const, reason: "nodata" as const, authenticated: false, cnames: [] };
const hosts = ["mx1.example.test", "mx2.example.test"];
const mx: LiveStep = { step: "mx", answer: absent, hosts };
const done: CheckLine = {
  line: "done",
  checkedAt: "2026-03-10T12:00:00.000Z",
  findings: { error: 1, warning: 0, info: 0, unknown: 0 },
};

function step(told: LiveStep, afterMs = 10): CheckLine {
  return { line: "step", afterMs, step: told };
}

function look(host: string): LiveStep {
  const evidence: MxHostEvidence = {
    host,
    probedAt: "2026-03-10T12:00:00.000Z",
    addresses: absent,
    tlsa: absent,
    looks: [],
    leftOut: 0,
  };
  return { step: "mxHost", evidence };
}

function after(...lines: CheckLine[]): LiveState {
  return lines.reduce(afterLine, starting);
}

test("each part is there as soon as its line is", () => {
  const state = after({ line: "started" }, step({ step: "tlsRpt", answer: absent }, 7));
  expect(state).toMatchObject({
    phase: "running",
    parts: { txt: { tlsRpt: { afterMs: 7 } }, policy: null, mx: null },
  });
});

test("hosts stand in the order of the MX set, whichever answers first", () => {
  const state = after(step(mx), step(look("mx2.example.test")));
  expect(state).toMatchObject({
    parts: {
      mxHosts: [
        { host: hosts[0], evidence: null },
        { host: hosts[1], evidence: { host: hosts[1] } },
      ],
    },
  });
});

test("a sign of life before any part means that somebody else's check is awaited", () => {
  expect(after({ line: "started" }, { line: "alive" })).toMatchObject({ isFollowing: true });
  expect(after(step(mx), { line: "alive" })).toMatchObject({ isFollowing: false });
  expect(after({ line: "alive" }, step(mx))).toMatchObject({ isFollowing: false });
});

test.each([
  ["after the last line", after(done), "done"],
  ["after a refusal", after({ line: "failed", code: "busy", seconds: 10 }), "failed"],
  ["in the middle", after(step(mx)), "lost"],
  ["before anything came", starting, "lost"],
  ["when nothing ran", idle, "idle"],
])("the stream that ends %s", (_, state, phase) => {
  expect(afterEnd(state).phase).toBe(phase);
});

test("what comes after the last line changes nothing", () => {
  const state = after(done);
  expect(afterLine(state, step(mx))).toBe(state);
});
