import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { expect, test } from "vitest";

/** A process that answers after a moment, and says on its output what happened. */
const program = `
  import { createServer } from "node:http";
  import { runUntilStopped } from "#lib/server/run-until-stopped.ts";
  const server = createServer((req, res) => {
    process.send("asked");
    setTimeout(() => res.end("answered"), 50);
  });
  await runUntilStopped(server, { host: "127.0.0.1", port: 0 }, async () => console.log("closed"));
`;

function get(port: number, agent: Agent): Promise<{ body: string; connection: string | undefined }> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: "127.0.0.1", agent }, async (response) => {
      const body = Buffer.concat(await response.toArray()).toString();
      resolve({ body, connection: response.headers.connection });
    });
    sent.on("error", reject);
    sent.end();
  });
}

test("a stop finishes what is under way, although a sender goes on with its connection", async () => {
  const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", program], {
    env: { ...process.env, LOG_LEVEL: "silent" },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const [{ port }] = await once(child, "message");
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  await get(port, agent);
  const exited = once(child, "exit");
  const output = child.stdout?.toArray();
  const asked = once(child, "message");
  const underWay = get(port, agent);
  await asked;
  child.kill("SIGTERM");
  expect(await underWay).toMatchObject({ body: "answered" });
  for (let last = false; !last; ) {
    last = await get(port, agent).then(
      ({ connection }) => connection === "close",
      () => true,
    );
  }
  expect(await exited).toEqual([0, null]);
  expect(Buffer.concat((await output) ?? []).toString()).toBe("closed\n");
});
