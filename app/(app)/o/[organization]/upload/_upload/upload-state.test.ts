import { expect, test } from "vitest";
import type { Outcome, ResultLine } from "./upload-line.ts";
import { afterEvent, totalOf, type UploadEvent, type UploadedFile } from "./upload-state.ts";

function result(outcome: Outcome): ResultLine {
  return { line: "result", outcome, path: "", domain: null, id: null, reason: null, remedy: null, cap: null };
}

function after(...events: UploadEvent[]): readonly UploadedFile[] {
  const added: UploadEvent = { kind: "added", files: [{ key: 1, name: "a.json", size: 10 }] };
  return [added, ...events].reduce<readonly UploadedFile[]>(afterEvent, []);
}

const start: UploadEvent = { kind: "started", key: 1 };

test.each<[string, UploadEvent[], Partial<UploadedFile>]>([
  ["waits at first", [], { step: "waiting" }],
  ["is sent", [start, { kind: "sent", key: 1, share: 0.5 }], { step: "sending", sent: 0.5 }],
  ["is read once it is sent", [start, { kind: "sent", key: 1, share: 1 }], { step: "reading" }],
  ["is done", [start, { kind: "done", key: 1 }], { step: "done" }],
  [
    "fails, and stays failed",
    [start, { kind: "failed", key: 1, failure: "network" }, { kind: "done", key: 1 }],
    {
      step: "failed",
      failure: "network",
    },
  ],
  [
    "is cancelled, and no late answer changes that",
    [start, { kind: "cancelled", key: 1 }, { kind: "failed", key: 1, failure: "network" }],
    {
      step: "cancelled",
      failure: null,
    },
  ],
  [
    "begins anew",
    [
      start,
      { kind: "result", key: 1, results: [result("stored")] },
      { kind: "failed", key: 1, failure: "busy" },
      { kind: "again", key: 1 },
    ],
    {
      step: "waiting",
      failure: null,
      results: [],
      counts: { stored: 0, known: 0, aside: 0, refused: 0, skipped: 0 },
    },
  ],
])("a file %s", (_, events, expected) => {
  expect(after(...events)[0]).toMatchObject(expected);
});

test("every outcome is counted in its group", () => {
  const outcomes: Outcome[] = [
    "stored",
    "replaced",
    "duplicate",
    "upgraded",
    "conflicting",
    "aside",
    "too-many",
    "refused",
    "full",
    "skipped",
    "test",
  ];
  const files = after(start, { kind: "result", key: 1, results: outcomes.map(result) });
  expect(totalOf(files)).toEqual({ stored: 2, known: 2, aside: 2, refused: 3, skipped: 2 });
});

test("of many results the good ones are listed less, and all are counted", () => {
  const results = [...Array(500).fill(result("stored")), ...Array(150).fill(result("aside"))] as ResultLine[];
  const [file] = after(start, { kind: "result", key: 1, results });
  expect(file?.results.filter(({ outcome }) => outcome === "stored")).toHaveLength(20);
  expect(file?.results.filter(({ outcome }) => outcome === "aside")).toHaveLength(100);
  expect(file?.more).toBe(530);
  expect(file?.counts).toMatchObject({ stored: 500, aside: 150 });
});

test("clearing leaves what is under way", () => {
  const more: UploadEvent = { kind: "added", files: [{ key: 2, name: "b.json", size: 10 }] };
  expect(after(more, start, { kind: "done", key: 1 }, { kind: "cleared" }).map(({ key }) => key)).toEqual([
    2,
  ]);
});
