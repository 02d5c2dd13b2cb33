import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import next from "next";

// The reference for delivery through Next: an application whose only route does nothing, behind node:http as the
// product's pages are. It was built before (bench/measures/next-route.ts).

const app = next({ dev: false, dir: fileURLToPath(new URL("../next-app", import.meta.url)) });
await app.prepare();
const handle = app.getRequestHandler();
const server = createServer((req, res) => void handle(req, res));
server.listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
process.on("disconnect", () => process.exit(0));
process.on("SIGTERM", () => process.exit(0));
process.send?.({ ready: true, port: typeof address === "object" ? (address?.port ?? null) : null });
