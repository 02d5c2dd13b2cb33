import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createDb, type Db } from "#lib/db/client.ts";
import { sealSession, sessionCookieName } from "#lib/server/auth/seal-session.ts";
import { startSession } from "#lib/services/accounts/start-session.ts";
import type { Installation } from "../supervisor/installation.ts";
import { demoEmail } from "./fill-demo.ts";

/**
 * A door on loopback into the demonstration: whoever opens it gets a session of the sample user, and is led to the
 * pages. Cookies know no ports, so the door may set the one of its neighbour. The product itself knows no
 * demonstration, and no way in without a secret.
 */
export async function openDemoDoor(
  installation: Installation,
): Promise<{ url: string; close: () => Promise<void> }> {
  const db = createDb(installation.databaseUrl, { maxConnections: 1 });
  const server = createServer((request, response) => {
    if (request.url !== "/") return void response.writeHead(404).end();
    void enter(db, installation, request.headers["user-agent"] ?? null).then(
      (headers) => response.writeHead(302, headers).end(),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await db.close();
  };
  return { url: `http://127.0.0.1:${port}/`, close };
}

async function enter(
  db: Db,
  { env, childEnv }: Installation,
  userAgent: string | null,
): Promise<Record<string, string>> {
  const user = await db.prisma.user.findUniqueOrThrow({ where: { email: demoEmail } });
  const sid = await startSession({ db, now: new Date() }, { userId: user.id, userAgent });
  const value = await sealSession(sid, childEnv.AUTH_SECRET ?? "");
  const cookie = `${sessionCookieName(env.publicUrl)}=${value}; Path=/; HttpOnly; SameSite=Lax`;
  return { Location: `${env.publicUrl}/domains`, "Set-Cookie": cookie };
}
