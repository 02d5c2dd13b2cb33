import { expect, test } from "vitest";
import { clauseParts } from "./clause.ts";

const rows: [clause: string, hrefs: string[]][] = [
  ["RFC 8461 §3.2", ["https://www.rfc-editor.org/rfc/rfc8461#section-3.2"]],
  ["RFC 8460 Section 4.4", ["https://www.rfc-editor.org/rfc/rfc8460#section-4.4"]],
  ["RFC 8460 Appendix B", ["https://www.rfc-editor.org/rfc/rfc8460#appendix-B"]],
  ["RFC 7505", ["https://www.rfc-editor.org/rfc/rfc7505"]],
  [
    "RFC 8461 §3.3, RFC 6125 §6.4",
    [
      "https://www.rfc-editor.org/rfc/rfc8461#section-3.3",
      "https://www.rfc-editor.org/rfc/rfc6125#section-6.4",
    ],
  ],
  ["IANA registry", []],
  ["", []],
];

test.each(rows)("%s", (clause, hrefs) => {
  const parts = clauseParts(clause);
  expect(parts.flatMap((part) => (part.href === null ? [] : [part.href]))).toEqual(hrefs);
  expect(parts.map((part) => part.text).join("")).toBe(clause);
});
