import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";

/**
 * A loopback port for the server: the one that `file` remembers while it is free, so that an operator's `psql`
 * finds it again, else a free one, which is remembered from now on.
 */
export async function rememberedPort(file: string): Promise<number> {
  const remembered = Number(await readFile(file, "utf8").catch(() => "0"));
  if (Number.isInteger(remembered) && remembered > 0 && (await tryPort(remembered)) !== null)
    return remembered;
  const port = (await tryPort(0)) ?? 0;
  await writeFile(file, `${port}\n`);
  return port;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(null));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : null));
    });
  });
}
