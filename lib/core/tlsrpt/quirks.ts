/**
 * What senders do that RFC 8460 does not say, and Sealpost reads all the same. Each comes back once per report as
 * an `info` finding: `subject` is the JSON path where it was first seen, `data.count` how often. `fixture` names
 * the file in `__fixtures__/` that shows it; `sender` who was seen doing it, or `none known` where the tolerance
 * only keeps one bad value from costing a whole report.
 */
export const quirks = [
  quirk(
    "report-byte-order-mark",
    "§4",
    "files saved by hand",
    "byte-order-mark",
    "I-JSON is UTF-8 without a mark; it changes nothing",
  ),
  quirk(
    "report-contact-missing",
    "§4.4",
    "Stalwart",
    "stalwart-like",
    "the contact is courtesy, nothing is counted by it",
  ),
  quirk("report-id-missing", "§4.4", "none known", "no-report-id", "content tells such reports apart"),
  quirk(
    "report-time-without-zone",
    "§4.4",
    "Microsoft",
    "microsoft-like",
    "its days are UTC days, so UTC is meant",
  ),
  quirk(
    "report-time-form",
    "§4.4",
    "none known",
    "date-only",
    "a calendar day is unambiguous: it starts at 00:00 UTC",
  ),
  quirk(
    "report-range-reversed",
    "§4.1",
    "seen in public collections",
    "start-after-end",
    "counts belong to the day of the start either way",
  ),
  quirk(
    "report-range-long",
    "§4.1",
    "Google, in early years",
    "week-long",
    "a day is a SHOULD; the counts are still true",
  ),
  quirk(
    "report-range-next-midnight",
    "§4.4",
    "mail.ru, Stalwart",
    "mail-ru-like",
    "an exclusive end where the RFC's example is inclusive",
  ),
  quirk(
    "report-policies-empty",
    "§4.4",
    "Stalwart",
    "empty-policies",
    "says that nothing was sent, which is no fault",
  ),
  quirk(
    "report-policy-domain-missing",
    "§4.4",
    "Postfix before its 3.10 reports were mended",
    "postfix-like",
    "the delivery's envelope names the domain",
  ),
  quirk(
    "report-policy-domain-form",
    "§4.4",
    "none known",
    "domain-form",
    "case, a final dot and U-labels do not change which domain is meant",
  ),
  quirk(
    "report-policy-type-case",
    "§4.4",
    "seen in public collections",
    "upper-case",
    "STS can only mean sts",
  ),
  quirk(
    "report-policy-type-unknown",
    "§4.4",
    "senders ahead of the registry",
    "unknown-values",
    "kept verbatim: its sessions are real",
  ),
  quirk(
    "report-policy-string-encoded",
    "§4.5",
    "Microsoft",
    "microsoft-like",
    "a tlsa policy sent as one JSON array in a text",
  ),
  quirk("report-policy-string-line-end", "§4.5", "Google", "google-like", "lines cut at LF from a CRLF file"),
  quirk(
    "report-mx-host-text",
    "§4.4",
    "RFC 8460's own example before erratum 6241",
    "mx-host-text",
    "one pattern without its list",
  ),
  quirk(
    "report-mx-host-prefixed",
    "§4.4",
    "Stalwart",
    "stalwart-like",
    "the policy line was copied with its key",
  ),
  quirk(
    "report-mx-host-unexpected",
    "§4.4",
    "none known",
    "mx-host-unexpected",
    "only sts policies have patterns; nothing is counted by it",
  ),
  quirk(
    "report-list-null",
    "§4.4",
    "Go programs",
    "null-lists",
    "a null list is an empty list in the sender's language",
  ),
  quirk(
    "report-key-renamed",
    "§4.4",
    "SocketLabs and others",
    "renamed-keys",
    "the RFC's own prose uses some of these names",
  ),
  quirk(
    "report-key-unknown",
    "§4.4",
    "senders with additions",
    "unknown-keys",
    "I-JSON receivers ignore what they do not know",
  ),
  quirk(
    "report-key-repeated",
    "§4",
    "none known",
    "repeated-key",
    "JSON keeps the last; I-JSON forbids repeating",
  ),
  quirk(
    "report-count-omitted",
    "§4.2",
    "Google, in early years",
    "google-early-like",
    "protocol buffers leave out zeros",
  ),
  quirk(
    "report-count-as-text",
    "§4.4",
    "seen in public collections",
    "counts-as-text",
    "protocol buffers write 64-bit numbers as text",
  ),
  quirk(
    "report-detail-incomplete",
    "§4.4",
    "Microsoft, mail.ru, RFC 8460's own example",
    "mail-ru-like",
    "a policy fetch has no MX to name",
  ),
  quirk("report-value-empty", "§4.4", "Google", "google-like", "an empty text says what absence says"),
  quirk("report-value-null", "§4.4", "Go and .NET programs", "null-values", "null says what absence says"),
  quirk(
    "report-value-as-number",
    "§4.4",
    "none known",
    "value-as-number",
    "an identifier's digits are its text",
  ),
  quirk(
    "report-result-type-case",
    "§6.6",
    "none known",
    "upper-case",
    "the registry is lower case; nothing else can be meant",
  ),
  quirk(
    "report-result-type-unknown",
    "§6.6",
    "senders ahead of the registry",
    "unknown-values",
    "kept verbatim: its failures are real",
  ),
  quirk(
    "report-details-exceed-summary",
    "§4",
    "mail.ru",
    "mail-ru-like",
    "failure types are not exclusive; the summary counts sessions",
  ),
  quirk(
    "report-failures-unexplained",
    "§4",
    "Microsoft",
    "failures-without-details",
    "the summary counts, the details explain",
  ),
  quirk(
    "report-information-not-uri",
    "§4.4",
    "RFC 8460's own example, re-typed",
    "information-not-uri",
    "shown as text only, so it need not be a link",
  ),
  quirk(
    "report-same-sessions",
    "§4",
    "Microsoft",
    "microsoft-like",
    "sts and tlsa list the same sessions; they count once",
  ),
  quirk(
    "report-text-repaired",
    "§4",
    "none known",
    "broken-text",
    "lone surrogates and U+0000 cannot be stored",
  ),
  quirk(
    "report-text-shortened",
    "§4.4",
    "mail.ru, at a tenth of our limit",
    "long-text",
    "free text is for reading, not for counting",
  ),
] as const;

export type QuirkCode = (typeof quirks)[number]["code"];

export type Quirk<Code extends string = string> = {
  code: Code;
  clause: string;
  sender: string;
  fixture: string;
  reason: string;
};

function quirk<const Code extends string>(
  code: Code,
  section: string,
  sender: string,
  fixture: string,
  reason: string,
): Quirk<Code> {
  return { code, clause: `RFC 8460 ${section}`, sender, fixture, reason };
}
