import { createHash } from "node:crypto";
import type { Habit } from "./senders.ts";

/**
 * The fields that a sender's own systems leave in a report mail, folded and about as long as in real ones: Google's take some
 * 1.3 kB, Microsoft's some 5.5 kB, a mail server's one line. Without them a benchmark would read mails that nobody gets.
 */
export function fieldsOnTheWay(habit: Habit, seed: string, date: Date): string[] {
  const made = {
    seed,
    date: date.toUTCString().replace("GMT", "+0000"),
    at: Math.floor(date.getTime() / 1_000),
  };
  switch (habit) {
    case "google":
      return googleFields(made);
    case "microsoft":
      return microsoftFields(made);
    default:
      return [received("mail.sender.example", "mx.reports.example", made)];
  }
}

type Made = { seed: string; date: string; at: number };

function googleFields({ seed, date, at }: Made): string[] {
  const signed =
    "to:from:subject:message-id:tls-report-submitter:tls-report-domain\r\n         :date:mime-version:x-gm-message-state";
  return [
    `X-Google-DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n        d=1e100.net; s=20251104; t=${at}; x=${at + 604_800};\r\n        h=${signed};\r\n        bh=${letters(`${seed} bh`, 44)};\r\n        b=${folded(`${seed} b`, 344, "         ")}`,
    `X-Gm-Message-State: ${folded(`${seed} state`, 200, "\t")}`,
    `X-Google-Smtp-Source: ${letters(`${seed} source`, 106)}`,
    `X-Received: by 2001:db8:6830:25c1::1 with SMTP id\r\n ${letters(`${seed} id`, 30)}.8.${at}600;\r\n        ${date}`,
  ];
}

function microsoftFields(made: Made): string[] {
  const { seed, date, at } = made;
  const host = (number: number) =>
    `PA4PR04MB${letters(`${seed} ${number}`, 4)}.eurprd04.prod.outlook.example`;
  const signed =
    "From:Date:Subject:Message-ID:Content-Type:MIME-Version:X-MS-Exchange-AntiSpam-MessageData-ChunkCount";
  const guid = (what: string) =>
    createHash("md5")
      .update(`${seed} ${what}`)
      .digest("hex")
      .replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  return [
    received(host(1), "mx.reports.example", made),
    `ARC-Seal: i=1; a=rsa-sha256; s=arcselector10001; d=outlook.example; cv=none;\r\n b=${folded(`${seed} as`, 344, " ")}`,
    `ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=outlook.example;\r\n s=arcselector10001; h=${signed};\r\n bh=${letters(`${seed} bh`, 44)};\r\n b=${folded(`${seed} ams`, 344, " ")}`,
    "ARC-Authentication-Results: i=1; mx.outlook.example 1; spf=none; dmarc=none;\r\n dkim=none; arc=none",
    received(host(2), host(1), made),
    received(host(3), host(2), made),
    `X-MS-Exchange-Authentication-Results: spf=none (sender IP is 192.0.2.25)\r\n smtp.helo=${host(4)}; dkim=none (message not\r\n signed) header.d=none;dmarc=none action=none header.from=sender.example;`,
    received(host(4), host(3), made),
    "X-MS-TrafficTypeDiagnostic: PA4PR04MB0001:EE_|PA4PR04MB0002:EE_",
    "X-MS-PublicTrafficType: Email",
    `X-MS-Office365-Filtering-Correlation-Id: ${guid("correlation")}`,
    "X-MS-Exchange-SenderADCheck: 1",
    "X-MS-Exchange-AntiSpam-Relay: 0",
    "X-Microsoft-Antispam: BCL:0;ARA:13230040|82310400026|36860700013|1800799024|41320700013",
    `X-Microsoft-Antispam-Message-Info: ${folded(`${seed} info`, 780, " ")}`,
    "X-Forefront-Antispam-Report: CIP:192.0.2.25;CTRY:;LANG:en;SCL:1;SRV:;IPV:NLI;SFV:NSPM;H:mail.sender.example;PTR:;CAT:NONE;\r\n SFS:(13230040)(82310400026)(36860700013)(1800799024)(41320700013);DIR:OUT;SFP:1102;",
    "X-MS-Exchange-AntiSpam-MessageData-ChunkCount: 1",
    `X-MS-Exchange-AntiSpam-MessageData-0: ${folded(`${seed} data`, 800, " ")}`,
    "X-OriginatorOrg: sender.example",
    `X-MS-Exchange-CrossTenant-OriginalArrivalTime: ${date} (UTC)`,
    `X-MS-Exchange-CrossTenant-Network-Message-Id: ${guid("message")}`,
    `X-MS-Exchange-CrossTenant-Id: ${guid("tenant")}`,
    `X-MS-Exchange-CrossTenant-OriginalAttributedTenantConnectingIp: TenantId=${guid("tenant")};Ip=[192.0.2.25];Helo=[mail.sender.example]`,
    "X-MS-Exchange-CrossTenant-FromEntityHeader: HybridOnPrem",
    "X-MS-Exchange-CrossTenant-AuthAs: Anonymous",
    `X-MS-Exchange-CrossTenant-AuthSource: ${host(4)}`,
    `X-MS-Exchange-Transport-CrossTenantHeadersStamped: PA4PR04MB${at % 10_000}`,
  ];
}

function received(from: string, by: string, { seed, date }: Made): string {
  const id = letters(`${seed} ${from}`, 12);
  return `Received: from ${from} (${from} [192.0.2.25])\r\n by ${by} with ESMTPS (version=TLS1_3,\r\n cipher=TLS_AES_256_GCM_SHA384) id ${id}; ${date}`;
}

/** Base64 letters as of a signature, in lines. */
function folded(seed: string, length: number, indent: string): string {
  return letters(seed, length).replace(/.{70}(?=.)/g, `$&\r\n${indent}`);
}

function letters(seed: string, length: number): string {
  let text = "";
  for (let part = 0; text.length < length; part += 1)
    text += createHash("sha256").update(`${seed} ${part}`).digest("base64").slice(0, 43);
  return text.slice(0, length).replaceAll("+", "A");
}
