import { z } from "zod";
import type { CheckLine } from "../run/check-line.ts";

/** Longer than three signs of life apart. */
const silenceMs = 20_000;

/**
 * Reads the stream of a live check, a line at a time. Returns when it has ended or fallen silent; rejects when the
 * connection broke. A line that is none is passed over.
 */
export async function readLines(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onLine: (line: CheckLine) => void,
): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const read = await inTime(reader.read());
    if (read === null || read.done) return reader.cancel();
    const lines = (rest + read.value).split("\n");
    rest = lines.pop() ?? "";
    for (const text of lines) {
      const line = parseLine(text);
      if (line !== null) onLine(line);
    }
  }
}

/** Our own server wrote it; only that it is whole is checked. */
function parseLine(text: string): CheckLine | null {
  try {
    return known.parse(JSON.parse(text)) as CheckLine;
  } catch {
    return null;
  }
}

const known = z.looseObject({ line: z.enum(["started", "step", "alive", "done", "failed"]) });

/** `null` when nothing came in time: a connection may be gone without a word. */
async function inTime<T>(read: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), silenceMs);
  });
  try {
    return await Promise.race([read, silence]);
  } finally {
    clearTimeout(timer);
  }
}
