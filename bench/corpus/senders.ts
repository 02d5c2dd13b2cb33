/** How a sender writes its reports; the fixtures of lib/core/tlsrpt show each habit in full. */
export type Habit = "plain" | "google" | "microsoft" | "mail-ru" | "no-policy";

/** `share`: of a thousand reports. */
export type Sender = { name: string; contact: string; habit: Habit; share: number };

/** Two large senders write most of what a domain gets; a long tail of mail servers writes the rest. */
export const senders: Sender[] = [
  { name: "Google Inc.", contact: "smtp-tls-reporting@google.com", habit: "google", share: 420 },
  {
    name: "Microsoft Corporation",
    contact: "tlsrpt-noreply@microsoft.com",
    habit: "microsoft",
    share: 260,
  },
  { name: "Mail.ru", contact: "tls_support@corp.mail.ru", habit: "mail-ru", share: 40 },
  ...Array.from(
    { length: 40 },
    (_, number): Sender => ({
      name: `Mail Server ${number}`,
      contact: `postmaster@mail-${number}.example`,
      habit: number % 4 === 3 ? "no-policy" : "plain",
      share: 7,
    }),
  ),
];

const byDraw = senders.flatMap((sender) => Array.from({ length: sender.share }, () => sender));
const numbers = new Map(senders.map(({ name }, number) => [name, number]));

/** `draw`: below 1000. */
export function senderFor(draw: number): Sender {
  const sender = byDraw[draw];
  if (!sender) throw new Error(`no sender for ${draw}`);
  return sender;
}

/** Its place in `senders`. */
export function senderNumber(name: string): number {
  const number = numbers.get(name);
  if (number === undefined) throw new Error(`${name} is no sender`);
  return number;
}
