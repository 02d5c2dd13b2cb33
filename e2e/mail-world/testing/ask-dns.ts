import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import { connect } from "node:net";
import {
  AUTHENTIC_DATA,
  CHECKING_DISABLED,
  type DecodedPacket,
  decode,
  encode,
  RECURSION_DESIRED,
  type RecordType,
} from "dns-packet";
import type { World } from "../world.ts";

/** The system's own resolver code, pointed at a world. `patienceMs` is how long it waits for an answer. */
export function resolverOf(world: World, patienceMs = 10_000): Resolver {
  const resolver = new Resolver({ timeout: patienceMs, tries: 1 });
  resolver.setServers([world.dns]);
  return resolver;
}

/** `ENOTFOUND`, `ENODATA`, `ESERVFAIL`, … of a look-up that found nothing; throws when it found something. */
export async function failureOf(lookUp: Promise<unknown>): Promise<string> {
  const outcome = await lookUp.then(
    (found) => `found ${JSON.stringify(found)}`,
    (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : String(error)),
  );
  if (outcome.startsWith("found")) throw new Error(outcome);
  return outcome;
}

/** One raw question, where the bits of header and transport matter. */
export async function askRaw(
  world: World,
  name: string,
  type: RecordType,
  { rd = true, ad = false, cd = false, tcp = false, udpPayloadSize = 0 } = {},
): Promise<{ packet: DecodedPacket; rcode: number }> {
  const message = encode({
    type: "query",
    id: 4711,
    flags: (rd ? RECURSION_DESIRED : 0) | (ad ? AUTHENTIC_DATA : 0) | (cd ? CHECKING_DISABLED : 0),
    questions: [{ name, type }],
    additionals: udpPayloadSize === 0 ? [] : [edns(udpPayloadSize)],
  });
  const packet = decode(await (tcp ? overTcp(world, message) : overUdp(world, message)));
  return { packet, rcode: (packet.flags ?? 0) & 0xf };
}

function edns(udpPayloadSize: number) {
  return {
    type: "OPT" as const,
    name: ".",
    udpPayloadSize,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: [],
  };
}

async function overUdp(world: World, message: Buffer): Promise<Buffer> {
  const socket = createSocket("udp4");
  socket.send(message, world.dnsPort, "127.0.0.1");
  const [reply] = (await once(socket, "message")) as [Buffer];
  socket.close();
  return reply;
}

async function overTcp(world: World, message: Buffer): Promise<Buffer> {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  const socket = connect(world.dnsPort, "127.0.0.1");
  socket.end(Buffer.concat([length, message]));
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).subarray(2);
}
