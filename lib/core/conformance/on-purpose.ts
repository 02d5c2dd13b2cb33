/** Cases we decide differently, by id, with the reason. docs/conformance.md tells the whole story. */
export const onPurpose: ReadonlyMap<string, string> = new Map([
  [
    "tlsrpt-report-109",
    "a failure detail without sending-mta-ip is refused there; Microsoft and mail.ru leave it out, and its count is as true",
  ],
  [
    "tlsrpt-report-113",
    "empty policies are refused there; case tlsrpt-report-077 accepts the same report, and it says that nothing was sent",
  ],
  [
    "tlsrpt-report-149",
    "mx-host as one text is dropped there; here it is kept as a list of one, as tlsrpt-report-027 expects",
  ],
  [
    "tlsrpt-report-165",
    "a policy without domain is dropped there; here it is kept with none, and the delivery's envelope names the domain",
  ],
]);
