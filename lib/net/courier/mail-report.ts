import { isIPv6, type Socket } from "node:net";
import { missed } from "#lib/core/tlsrpt/test-report-hop.ts";
import { type Deadline, startDeadline } from "#lib/net/deadline.ts";
import { askForTls } from "#lib/net/smtp/ask-for-tls.ts";
import { converse } from "#lib/net/smtp/conversation.ts";
import { connect } from "./connect.ts";
import { type CourierOptions, courierPatience, type MailToSend, type Tell } from "./errand.ts";
import { findAddresses } from "./find-addresses.ts";
import { handOver } from "./hand-over.ts";
import { secure } from "./secure.ts";

/** MX hosts tried, in the order of their preference. */
const maxHosts = 3;

/** Delivers as any sender would; resolves to whether the mail was taken. */
export async function mailReport(mail: MailToSend, options: CourierOptions, tell: Tell): Promise<boolean> {
  const deadline = startDeadline(courierPatience.totalMs);
  for (const host of await mailHosts(mail.mailDomain, options, tell)) {
    const addresses = await findAddresses(host, options, deadline, tell);
    if (addresses.length === 0) continue;
    const { smtpPort: port, dialMx: dial } = options;
    const tcp = await connect(addresses, { port, dial, deadline }, tell);
    if (tcp !== null) return talk(tcp, host, { mail, options, deadline }, tell);
  }
  return false;
}

/** RFC 5321 §5.1: without MX records the domain itself; RFC 7505: none with a null MX. */
async function mailHosts(domain: string, { resolver }: CourierOptions, tell: Tell): Promise<string[]> {
  const answer = await resolver.mx(domain);
  switch (answer.kind) {
    case "unreachable": {
      const words = `${answer.reason}: ${answer.detail}`;
      await tell(missed("resolved", "dns-unreachable", { host: domain }, words, "unknown"));
      return [];
    }
    case "absent":
      return [domain];
    case "found": {
      const hosts = answer.records
        .toSorted((a, b) => a.preference - b.preference)
        .map(({ exchange }) => exchange)
        .filter((host) => host !== "" && host !== ".");
      if (hosts.length === 0) await tell(missed("resolved", "no-mail-host", { host: domain }));
      return hosts.slice(0, maxHosts);
    }
    default:
      return answer satisfies never;
  }
}

type Session = { mail: MailToSend; options: CourierOptions; deadline: Deadline };

async function talk(
  tcp: Socket,
  host: string,
  { mail, options, deadline }: Session,
  tell: Tell,
): Promise<boolean> {
  const conversation = converse(tcp);
  const helloName = options.helloName ?? literalOf(tcp);
  const { failure } = await askForTls(conversation, { helloName, deadline });
  try {
    if (failure === null) {
      conversation.release();
      const tls = await secure(tcp, { host, road: "mail" }, options, deadline, tell);
      if (tls === null) return false;
      const inside = { conversation: converse(tls), helloName, deadline };
      return await handOver(mail, { ...inside, greets: true }, tell);
    }
    if (failure.fault !== "starttls-not-offered") {
      const fault = failure.reply === null ? "no-answer" : "answered-no";
      await tell(missed("answered", fault, { status: "" }, failure.reply ?? failure.detail));
      return false;
    }
    await tell(missed("secured", "no-starttls", { host }, null, "warning"));
    return await handOver(mail, { conversation, helloName, deadline, greets: false }, tell);
  } finally {
    tcp.destroy();
  }
}

/** RFC 5321 §4.1.3. */
function literalOf({ localAddress = "127.0.0.1" }: Socket): string {
  return isIPv6(localAddress) ? `[IPv6:${localAddress}]` : `[${localAddress}]`;
}
