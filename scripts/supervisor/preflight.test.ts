import { once } from "node:events";
import { mkdtemp, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { dataDirectoryProblem, freePort, portProblem } from "./preflight.ts";

const directory = await mkdtemp(join(tmpdir(), "sealpost-preflight-"));
afterAll(() => rm(directory, { recursive: true }));

describe("the data directory", () => {
  test("is made when it is missing", async () => {
    const dataDir = join(directory, "deep/data");
    expect(await dataDirectoryProblem(dataDir)).toBeNull();
    expect((await stat(dataDir)).isDirectory()).toBe(true);
  });

  test("that is a file is refused by name", async () => {
    const file = join(directory, "file");
    await writeFile(file, "");
    expect(await dataDirectoryProblem(file)).toContain(`Cannot write to the data directory ${file}`);
  });

  test("on a disk that is not mounted is refused", async () => {
    const link = join(directory, "link");
    await symlink(join(directory, "missing/disk"), link);
    expect(await dataDirectoryProblem(link)).toMatch(/Cannot write .* DATA_DIR/);
  });
});

describe("a port", () => {
  test("that is free is no problem", async () => {
    expect(await portProblem("127.0.0.1", await freePort("127.0.0.1"), "PORT")).toBeNull();
  });

  test("that is taken is named, with how to choose another", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const problem = await portProblem("127.0.0.1", port, "INTAKE_PORT");
    expect(problem).toMatch(new RegExp(`^Port ${port} is in use .* INTAKE_PORT=\\d+ npm start$`));
    expect(await portProblem("127.0.0.1", port, "SMTP_LISTEN")).toMatch(
      / SMTP_LISTEN=127\.0\.0\.1:\d+ npm start$/,
    );
    server.close();
  });

  test("on a foreign address is refused", async () => {
    expect(await portProblem("192.0.2.1", 3000, "PORT")).toBe("HOST=192.0.2.1 is no address of this machine");
    expect(await portProblem("192.0.2.1", 25, "SMTP_LISTEN")).toBe(
      "SMTP_LISTEN=192.0.2.1 is no address of this machine",
    );
  });
});
