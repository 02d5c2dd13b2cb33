import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { type LineStream, streamLines } from "./stream-lines.ts";

const alive = { line: "alive", everyMs: 60_000 };
const onError = (error: unknown) => `failed: ${error}`;

function stream(work: LineStream<string>["work"]) {
  return streamLines<string>({ work, alive, onError });
}

async function linesOf(lines: ReadableStream<Uint8Array>): Promise<unknown[]> {
  const text = await new Response(lines).text();
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

test("each line is there before the work is done", async () => {
  const finish = Promise.withResolvers<string>();
  const reader = stream((write) => {
    write("first");
    return finish.promise;
  }).getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('"first"\n');
  finish.resolve("last");
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('"last"\n');
  expect((await reader.read()).done).toBe(true);
});

test("work that breaks ends the stream with a line that says so", async () => {
  expect(await linesOf(stream(() => Promise.reject("no database")))).toEqual(["failed: no database"]);
});

test("work that throws at once does too", async () => {
  const broken = stream(() => {
    throw "at once";
  });
  expect(await linesOf(broken)).toEqual(["failed: at once"]);
});

test("the work goes on when the reader has left, and its lines hurt nobody", async () => {
  const finish = Promise.withResolvers<string>();
  let isDone = false;
  const lines = stream(async (write) => {
    await finish.promise;
    write("late");
    isDone = true;
    return "last";
  });
  await lines.cancel();
  finish.resolve("go");
  await turn();
  expect(isDone).toBe(true);
});

test("a reader who left hears nothing of work that breaks later", async () => {
  const finish = Promise.withResolvers<string>();
  const lines = stream(() => finish.promise);
  await lines.cancel();
  finish.reject(new Error("late"));
  await turn();
});

test("silence is broken by a sign of life", async () => {
  const finish = Promise.withResolvers<string>();
  const reader = streamLines<string>({
    work: () => finish.promise,
    alive: { line: "alive", everyMs: 1 },
    onError,
  }).getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('"alive"\n');
  finish.resolve("last");
  await reader.cancel();
});
