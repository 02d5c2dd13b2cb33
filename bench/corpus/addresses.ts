import { type Responder, rcodes } from "#lib/net/testing/dns-server.ts";
import { senderNumber, senders } from "./senders.ts";

/** Of each sender, in a documentation range; four of five senders have forward-confirmed names. */
const addressesEach = 5;

/** Where a sender delivers its report of that number from. */
export function addressOf(sender: string, report: number): string {
  return `203.0.113.${1 + senderNumber(sender) * addressesEach + (report % addressesEach)}`;
}

/** Answers PTR and A for these addresses, and that nothing else exists. */
export const answerForSenders: Responder = ({ name, type }) => {
  const found = hosts.find(({ pointer, host }) => (type === "PTR" ? pointer : host) === name.toLowerCase());
  if (type === "PTR" && found) return answered({ type, name, ttl: 300, data: found.host });
  if (type === "A" && found) return answered({ type, name, ttl: 300, data: found.address });
  return { kind: "answer", rcode: found ? rcodes.NOERROR : rcodes.NXDOMAIN };
};

const relays = ["north", "east", "south", "west", "centre"];

const hosts = senders
  .filter((_, number) => number % 5 !== 4)
  .flatMap(({ name, contact }) =>
    relays.map((relay, number) => {
      const address = addressOf(name, number);
      return {
        address,
        host: `${relay}.relay.${contact.slice(contact.indexOf("@") + 1)}`,
        pointer: `${address.split(".").reverse().join(".")}.in-addr.arpa`,
      };
    }),
  );

function answered(answer: { type: "PTR" | "A"; name: string; ttl: number; data: string }) {
  return { kind: "answer" as const, answers: [answer] };
}
