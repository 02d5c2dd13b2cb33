import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { answerTogether } from "./answer-together.ts";

/** What reaches the system, piece by piece. */
function wire() {
  const pieces: string[] = [];
  const socket = new Duplex({
    decodeStrings: false,
    read() {},
    write(chunk, _, done) {
      pieces.push(chunk);
      done();
    },
    writev(chunks, done) {
      pieces.push(chunks.map(({ chunk }) => chunk).join(""));
      done();
    },
  }) as Socket;
  answerTogether(socket);
  return { socket, pieces };
}

test("replies of one turn go out in one piece, those of the next in another", async () => {
  const { socket, pieces } = wire();
  for (const reply of ["250 a\r\n", "250 b\r\n", "354 c\r\n"]) socket.write(reply);
  expect(pieces).toEqual([]);
  await turn();
  await turn();
  socket.write("250 d\r\n");
  await turn();
  await turn();
  expect(pieces).toEqual(["250 a\r\n250 b\r\n354 c\r\n", "250 d\r\n"]);
});

test("a last word is heard", async () => {
  const { socket, pieces } = wire();
  socket.write("421 too many\r\n");
  socket.end("bye");
  await turn();
  expect(pieces.join("")).toBe("421 too many\r\nbye");
  await turn();
  expect(socket.writableFinished).toBe(true);
});
