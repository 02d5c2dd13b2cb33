import { parseArgs } from "node:util";
import { openControlDoor } from "./control/control-door.ts";
import { publishSamples } from "./samples.ts";
import { createWorld } from "./world.ts";

/**
 * Runs a world as a process. Prints one line of JSON on standard output when it is ready:
 * `{ dns, policyPort, smtpPort, caFile, control, env }`. Ends on SIGTERM and SIGINT, and with its parent: when the
 * IPC channel closes, or standard input does (`--keep` stays up without one, e.g. in the background).
 */
const { values } = parseArgs({
  options: {
    "dns-port": { type: "string" },
    "policy-port": { type: "string" },
    "smtp-port": { type: "string" },
    "control-port": { type: "string" },
    "ca-file": { type: "string" },
    /** Starts without the sample domains. */
    empty: { type: "boolean" },
    keep: { type: "boolean" },
  },
});

const world = await createWorld({
  dnsPort: port("dns-port"),
  policyPort: port("policy-port"),
  smtpPort: port("smtp-port"),
  ...(values["ca-file"] === undefined ? {} : { caFile: values["ca-file"] }),
});
if (!values.empty) await publishSamples(world);
const door = await openControlDoor(world, port("control-port"));

let stopping = false;
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
process.once("disconnect", stop);
if (!values.keep && process.channel === undefined)
  process.stdin.resume().once("close", stop).once("end", stop);

const { dns, policyPort, smtpPort, caFile, env } = world;
process.stdout.write(`${JSON.stringify({ dns, policyPort, smtpPort, caFile, control: door.url, env })}\n`);

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await Promise.all([door.stop(), world.stop()]);
  process.exit(0);
}

function port(name: "dns-port" | "policy-port" | "smtp-port" | "control-port"): number {
  const given = Number(values[name] ?? 0);
  if (!Number.isInteger(given) || given < 0 || given > 65_535) throw new Error(`--${name} is not a port`);
  return given;
}
