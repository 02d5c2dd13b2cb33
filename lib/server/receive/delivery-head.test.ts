import { describe, expect, test } from "vitest";
import { type DeliveryHead, judgeHead } from "./delivery-head.ts";

const plain: DeliveryHead = { contentType: null, contentEncoding: null, contentLength: null };

describe("a content coding", () => {
  const rows: [contentEncoding: string | null, coding: "identity" | "gzip" | null][] = [
    [null, "identity"],
    ["", "identity"],
    ["identity", "identity"],
    ["gzip", "gzip"],
    ["x-gzip", "gzip"],
    [" GZip ", "gzip"],
    ["identity, gzip", "gzip"],
    ["gzip, gzip", null],
    ["br", null],
    ["deflate", null],
    ["gzip;q=1", null],
    ["aws-chunked", null],
  ];
  test.each(rows)("%j is %j", (contentEncoding, coding) => {
    const judged = judgeHead({ ...plain, contentEncoding }, 100);
    if (coding) expect(judged).toMatchObject({ ok: true, coding });
    else
      expect(judged).toMatchObject({
        answer: { status: 415, headers: { "Accept-Encoding": "gzip, identity" } },
      });
  });
});

describe("a media type", () => {
  test.each([
    null,
    "application/tlsrpt+gzip",
    "application/tlsrpt+json; charset=utf-8",
    "application/tlsrpt",
    "application/octet-stream",
    "application/x-www-form-urlencoded",
    "text/plain",
    "nonsense",
  ])("%j is let pass: the octets decide", (contentType) => {
    expect(judgeHead({ ...plain, contentType }, 100)).toMatchObject({ ok: true });
  });

  test.each(["multipart/form-data; boundary=x", "Multipart/Report; report-type=tlsrpt"])(
    "%j holds more than a report",
    (contentType) => {
      expect(judgeHead({ ...plain, contentType }, 100)).toMatchObject({
        answer: { status: 415, headers: { Accept: "application/tlsrpt+gzip, application/tlsrpt+json" } },
      });
    },
  );
});

test("a body that is declared larger than the cap is refused before it comes", () => {
  expect(judgeHead({ ...plain, contentLength: "101" }, 100)).toMatchObject({ answer: { status: 413 } });
  expect(judgeHead({ ...plain, contentLength: "100" }, 100)).toMatchObject({ ok: true, octets: 100 });
  expect(judgeHead(plain, 100)).toMatchObject({ ok: true, octets: null });
});
