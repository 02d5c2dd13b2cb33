/** What stands in each box. */
export type ValidatorTexts = { record: string; policy: string; mx: string; before: string };

export const nothing: ValidatorTexts = { record: "", policy: "", mx: "", before: "" };

/** A box turns CRLF into LF; spans must count as the box does. */
export function withPlainLineEnds({ record, policy, mx, before }: ValidatorTexts): ValidatorTexts {
  const plain = (text: string) => text.replaceAll("\r\n", "\n");
  return { record: plain(record), policy: plain(policy), mx: plain(mx), before: plain(before) };
}

/** With the mistakes that are made most: a dash in the id, a blank line, a final dot, a host that was forgotten. */
export const example: ValidatorTexts = {
  record: '_mta-sts.example.com.  3600  IN  TXT  "v=STSv1; id=2026-01-31;"',
  policy: `version: STSv1
mode: enforce

mx: mx1.example.com.
mx: *.mail.example.net
max_age: 86400
`,
  mx: `example.com.  300  IN  MX  10 mx1.example.com.
example.com.  300  IN  MX  20 mx2.example.com.`,
  before: `version: STSv1
mode: testing
mx: mx1.example.com
mx: mx2.example.com
max_age: 604800
`,
};
