import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { type Listener, listen } from "../listening.ts";
import type { Authority } from "../tls/authority.ts";
import { secureContextFor } from "../tls/secure-context.ts";
import { readClientHello } from "./client-hello.ts";
import type { PolicySite } from "./policy-text.ts";
import { respond } from "./respond.ts";

/** One connection that said who it is for; `path` is `null` until a request follows. */
export type SeenPolicyRequest = { host: string; address: string; path: string };

export type PolicyHosts = {
  port: number;
  /** Serves `host` on these addresses: the first site on the first address, and so on. Replaces what it had. */
  set: (host: string, sites: { address: string; site: PolicySite }[]) => Promise<void>;
  remove: (host: string) => void;
  stop: () => Promise<void>;
};

type Place = { host: string; address: string; site: PolicySite };

const mainAddress = "127.0.0.1";

/** All policy hosts of the world on one port; the SNI and the address dialled tell them apart. */
export async function startPolicyHosts(
  authority: Authority,
  port: number,
  onRequest: (request: SeenPolicyRequest) => void,
): Promise<PolicyHosts> {
  const sites = new Map<string, PolicySite>();
  const places = new WeakMap<Socket, Place>();
  const http = createServer((request, response) => serve(places, onRequest, request, response));
  http.keepAliveTimeout = 0;
  const accept = (socket: Socket) => meet(socket, { authority, sites, places, http });
  const listeners = new Map<string, Listener>();
  const main = await listen(accept, port, mainAddress);
  listeners.set(mainAddress, main);
  const remove = (host: string) => {
    for (const key of sites.keys()) if (key.startsWith(`${host} `)) sites.delete(key);
  };
  return {
    port: main.port,
    async set(host, wanted) {
      for (const { address, site } of wanted) {
        if (listeners.has(address) || site.connection === "refused") continue;
        listeners.set(address, await listen(accept, main.port, address));
      }
      remove(host);
      for (const { address, site } of wanted) sites.set(`${host} ${address}`, site);
    },
    remove,
    async stop() {
      await Promise.all([...listeners.values()].map((listener) => listener.stop()));
      http.close();
    },
  };
}

type Front = {
  authority: Authority;
  sites: Map<string, PolicySite>;
  places: WeakMap<Socket, Place>;
  http: Server;
};

/** Waits for the ClientHello, then behaves as the host that it names. */
function meet(socket: Socket, front: Front): void {
  let octets: Buffer = Buffer.alloc(0);
  const onData = (chunk: Buffer) => {
    octets = Buffer.concat([octets, chunk]);
    const hello = readClientHello(octets);
    if (hello.kind === "incomplete") return;
    socket.off("data", onData);
    socket.pause();
    if (hello.kind === "not-tls") return void socket.destroy();
    const address = socket.localAddress ?? mainAddress;
    const host = hello.serverName ?? "";
    const site = front.sites.get(`${host} ${address}`) ?? strayedVisitor;
    socket.unshift(octets);
    behave(socket, front, { host, address, site }).catch(() => socket.destroy());
  };
  socket.on("data", onData);
}

/** For names that nobody published: a server that answers 404 under a certificate for somebody else. */
const strayedVisitor: PolicySite = { text: "", status: 404, certificate: "wrong-name" };

async function behave(socket: Socket, front: Front, place: Place): Promise<void> {
  const connection = place.site.connection ?? "normal";
  switch (connection) {
    case "silent":
      socket.resume();
      return;
    case "reset":
      socket.resetAndDestroy();
      return;
    case "not-tls":
      socket.end("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      return;
    case "normal":
    case "refused": // its address has no listener; whoever comes by another way is served
      return startTls(socket, front, place);
    default:
      return connection satisfies never;
  }
}

async function startTls(socket: Socket, front: Front, place: Place): Promise<void> {
  const { certificate, tls } = place.site;
  const secureContext = await secureContextFor(
    front.authority,
    place.host || "nobody.example",
    certificate,
    tls,
  );
  const secure = new TLSSocket(socket, { isServer: true, secureContext, ALPNProtocols: ["http/1.1"] });
  secure.on("error", () => secure.destroy()); // clients that refuse the certificate end like this
  secure.once("secure", () => {
    if (place.site.response === "not-http") return void secure.end("220 this is not HTTP\r\n");
    front.places.set(secure, place);
    front.http.emit("connection", secure);
  });
}

function serve(
  places: WeakMap<Socket, Place>,
  onRequest: (request: SeenPolicyRequest) => void,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const place = places.get(request.socket);
  if (!place) throw new Error("a request came on a connection that was never placed");
  const path = request.url ?? "/";
  onRequest({ host: place.host, address: place.address, path });
  if (path === "/.well-known/mta-sts.txt") respond(response, place.site);
  else response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
}
