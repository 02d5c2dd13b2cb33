import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";
import { createControlClient } from "./control-client.ts";
import { createWorld } from "./world.ts";

const main = new URL("./main.ts", import.meta.url).pathname;
const children: ChildProcessWithoutNullStreams[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

function start(...options: string[]): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [main, ...options]);
  children.push(child);
  return child;
}

async function readyLine(child: ChildProcessWithoutNullStreams): Promise<Record<string, string>> {
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  return JSON.parse(line);
}

test("says where it is, has sample domains, and ends on SIGTERM", async () => {
  const child = start();
  const ready = await readyLine(child);
  expect(ready).toMatchObject({
    dns: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
    policyPort: expect.any(Number),
    smtpPort: expect.any(Number),
    caFile: expect.stringMatching(/\.pem$/),
    env: { DNS_SERVERS: ready.dns, EXTRA_CA_FILE: ready.caFile, ALLOW_PRIVATE_TARGETS: "127.0.0.0/8" },
  });
  const { domains } = await createControlClient(ready.control ?? "").state();
  expect(Object.keys(domains)).toEqual(
    expect.arrayContaining([
      "healthy.example",
      "testing.example",
      "broken.example",
      "policy-redirect.example",
    ]),
  );
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("starts empty on request, and ends with the standard input of its parent", async () => {
  const child = start("--empty");
  const ready = await readyLine(child);
  expect((await createControlClient(ready.control ?? "").state()).domains).toEqual({});
  child.stdin.end();
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("a port that is taken ends it with an error", async () => {
  const world = await createWorld();
  const child = start("--dns-port", String(world.dnsPort));
  const said: Buffer[] = [];
  child.stderr.on("data", (chunk) => said.push(chunk));
  expect(await once(child, "close")).toEqual([1, null]);
  expect(Buffer.concat(said).toString()).toContain(`address already in use 127.0.0.1:${world.dnsPort}`);
  await world.stop();
});

test("what is no port is refused", async () => {
  const child = start("--dns-port", "many");
  const said: Buffer[] = [];
  child.stderr.on("data", (chunk) => said.push(chunk));
  expect(await once(child, "close")).toEqual([1, null]);
  expect(Buffer.concat(said).toString()).toContain("--dns-port is not a port");
});
