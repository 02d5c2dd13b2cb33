import { mkdir, rm, statfs, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

const neededBytes = 200 * 1024 * 1024;

/** Why the data directory cannot be used; `null` when it can. Makes it when it is missing. */
export async function dataDirectoryProblem(dataDir: string): Promise<string | null> {
  const probe = join(dataDir, `.probe-${process.pid}`);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o711 });
    await writeFile(probe, "");
    await rm(probe);
    const { bavail, bsize } = await statfs(dataDir);
    return bavail * bsize < neededBytes ? noSpace(dataDir, bavail * bsize) : null;
  } catch (error) {
    if (codeOf(error) === "ENOSPC") return noSpace(dataDir, 0);
    return `Cannot write to the data directory ${dataDir} (${codeOf(error)}): make it writable, or choose another with DATA_DIR`;
  }
}

/**
 * Why nobody can listen there; `null` when the port is free. `variable` is the setting that chose it: `SMTP_LISTEN` holds
 * host and port, the others a port beside `HOST`.
 */
export function portProblem(host: string, port: number, variable: string): Promise<string | null> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", (error) => done(portWording(codeOf(error), host, port, variable)));
    server.listen({ host, port, exclusive: true }, () => server.close(() => done(null)));
  });
}

/** A port that is free now, for whoever asked for port 0. */
export function freePort(host: string): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen({ host, port: 0 }, () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function noSpace(dataDir: string, bytes: number): string {
  const megabytes = Math.floor(bytes / 1024 / 1024);
  return `Only ${megabytes} MB are free for the data directory ${dataDir}: at least ${neededBytes / 1024 / 1024} MB are needed`;
}

function portWording(code: string, host: string, port: number, variable: string): string {
  const hostVariable = variable === "SMTP_LISTEN" ? variable : "HOST";
  const hostPart = variable === "SMTP_LISTEN" ? `${host.includes(":") ? `[${host}]` : host}:` : "";
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is in use by another program: stop that program, or choose another port, e.g. ${variable}=${hostPart}${port < 60_000 ? port + 1000 : port - 1000} npm start`;
    case "EACCES":
      return `Port ${port} needs rights that this user lacks: choose one above 1023 with ${variable}`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${hostVariable}=${host} is no address of this machine`;
    default:
      return `Cannot listen on ${host} port ${port} (${code}): see ${hostVariable} and ${variable}`;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
