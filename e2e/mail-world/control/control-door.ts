import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";
import { domainDescriptionSchema, domainNameSchema } from "../description.ts";
import { faults } from "../faults.ts";
import { listen } from "../listening.ts";
import { buildReport } from "../reporter/build-report.ts";
import type { Reporter } from "../reporter/reporter.ts";
import { type SendOptions, type SendResult, sendReport } from "../reporter/send-report.ts";
import type { World } from "../world.ts";
import { faultRequestSchema, type ReportRequest, reportRequestSchema } from "./messages.ts";

export type ControlDoor = { url: string; stop: () => Promise<void> };

type Answer = { status: number; body: unknown };
type Door = { world: World; reporters: Map<string, Promise<Reporter>> };

const bodyCapOctets = 1_048_576;
const done: Answer = { status: 200, body: { ok: true } };

/** Opens a small HTTP API on 127.0.0.1 by which other processes change the world and read what it saw. */
export async function openControlDoor(world: World, port = 0): Promise<ControlDoor> {
  const door: Door = { world, reporters: new Map() };
  const http = createServer((request, response) => {
    answer(door, request).then(
      (result) => send(response, result),
      (error: unknown) => send(response, problem(error)),
    );
  });
  const listener = await listen((socket) => http.emit("connection", socket), port, "127.0.0.1");
  return {
    url: `http://127.0.0.1:${listener.port}`,
    async stop() {
      await listener.stop();
      http.close();
    },
  };
}

/** A request that cannot be carried out, and the status that says so. */
class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

async function answer(door: Door, request: IncomingMessage): Promise<Answer> {
  const [, resource = "", name] = new URL(request.url ?? "/", "http://127.0.0.1").pathname.split("/");
  const { world } = door;
  switch (`${request.method} /${resource}`) {
    case "GET /":
      return { status: 200, body: stateOf(world) };
    case "GET /received":
      return { status: 200, body: world.received };
    case "GET /traffic":
      return { status: 200, body: world.traffic };
    case "POST /domains":
      await world.publish(domainNameSchema.parse(name), await read(request, domainDescriptionSchema));
      return done;
    case "PATCH /domains":
      await change(world, domainNameSchema.parse(name), await read(request, domainDescriptionSchema));
      return done;
    case "DELETE /domains":
      await world.unpublish(domainNameSchema.parse(name));
      return done;
    case "POST /faults": {
      const { domain, fault } = await read(request, faultRequestSchema);
      await world.publish(domain, faults[fault](domain));
      return done;
    }
    case "POST /reports":
      return { status: 200, body: await report(door, await read(request, reportRequestSchema)) };
    default:
      throw new Refusal(404, `no such thing here: ${request.method} /${resource}`);
  }
}

function stateOf({ dns, policyPort, smtpPort, caFile, domains }: World): unknown {
  return { dns, policyPort, smtpPort, caFile, domains: domains() };
}

async function change(world: World, domain: string, parts: Parameters<World["change"]>[1]): Promise<void> {
  if (!Object.hasOwn(world.domains(), domain)) throw new Refusal(404, `${domain} is not published`);
  await world.change(domain, parts);
}

async function report(door: Door, request: ReportRequest): Promise<SendResult> {
  const { url, plan, habit = "plain", reporter: identity } = request;
  const options: SendOptions = {
    ca: door.world.ca,
    ...(request.how === undefined ? {} : { how: request.how }),
    ...(request.userAgent === undefined ? {} : { userAgent: request.userAgent }),
  };
  if (identity === undefined) return sendReport(url, buildReport(habit, plan), options);
  const key = JSON.stringify([identity, habit]);
  const { domain, organization, contact } = identity;
  const known =
    door.reporters.get(key) ??
    door.world.reporter({
      domain,
      habit,
      ...(organization === undefined ? {} : { organization }),
      ...(contact === undefined ? {} : { contact }),
    });
  door.reporters.set(key, known);
  return (await known).send(url, plan, options);
}

/** A JSON body; the content type is required so that no web page can post here without asking. */
async function read<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  if (!request.headers["content-type"]?.startsWith("application/json")) {
    throw new Refusal(415, "send application/json");
  }
  const chunks: Buffer[] = [];
  let octets = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    octets += chunk.length;
    if (octets > bodyCapOctets) throw new Refusal(413, "the body is too large");
    chunks.push(chunk);
  }
  try {
    return schema.parse(JSON.parse(Buffer.concat(chunks).toString()));
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal(400, `not JSON: ${error.message}`);
    throw error;
  }
}

function problem(error: unknown): Answer {
  if (error instanceof Refusal) return { status: error.status, body: { error: error.message } };
  if (error instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(error) } };
  return { status: 500, body: { error: error instanceof Error ? error.message : String(error) } };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
