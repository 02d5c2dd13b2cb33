import { importReports } from "#lib/services/reports/import-reports.ts";
import { type Call, type Command, type Outcome, refusal } from "./command.ts";
import { filesIn } from "./files-in.ts";
import { createImportTally, type ImportTally, type NotTaken, takenKinds } from "./import-tally.ts";
import { unknownOrganization } from "./known-organizations.ts";
import { perSecond, startTicker } from "./ticker.ts";

export const reportImport: Command = {
  name: "report import",
  summary: "take TLS reports from files and directories",
  operands: "<file or directory>…",
  options: {
    organization: { value: "<slug>", required: true, meaning: "whose they are, by its name in addresses" },
    domain: {
      value: "<domain>",
      meaning: "all are this domain's; left out: each goes to the proven domains that it names",
    },
  },
  notes: [
    "Takes JSON, gzip, zip, mails (.eml) and mailboxes (mbox) of any size, told apart by their bytes. Importing again changes nothing.",
    "What cannot be read is set aside in the quarantine and named here; ordinary mail and DMARC reports are passed over.",
    "Exit code 1 when something was not taken: a file that cannot be read, a report that was set aside. Duplicates are taken.",
  ],
  run,
};

async function run({ context, given, operands, progress }: Call): Promise<Outcome> {
  const { organization = "", domain } = given;
  const tally = createImportTally();
  const begun = performance.now();
  const stop = startTicker(progress, (elapsedMs) => sayTally(tally, elapsedMs));
  const input = { organization, by: "The command line", ...(domain === undefined ? {} : { domain }) };
  const done = await importReports(context, input, filesIn(operands), tally.add).finally(stop);
  if (!done.ok) return refused(context, done.code, given);
  const { counts, notTaken } = tally;
  if (Object.keys(counts).length === 0) return refusal("no-files", "There is no file to import.");
  return {
    code: notTaken.length === 0 ? 0 : 1,
    lines: [...notTaken.map(sayNotTaken), sayTally(tally, performance.now() - begun)],
    json: { counts, notTaken },
  };
}

async function refused(
  context: Call["context"],
  code: string,
  { organization = "", domain = "" }: Call["given"],
): Promise<Outcome> {
  if (code === "not-proven") {
    return refusal(code, `${domain} is not proven to be the organization’s: publish its records first.`);
  }
  const known = await context.db.prisma.organization.count({ where: { slug: organization } });
  if (known === 0) return unknownOrganization(context, organization);
  return refusal("unknown-domain", `"${organization}" has no domain ${domain}: add it first.`);
}

function sayTally({ counts, notTaken }: ImportTally, elapsedMs: number): string {
  const taken = takenKinds.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
  const kinds = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
  return `${taken} taken, ${notTaken.length} not (${kinds.join(", ") || "nothing yet"}), ${perSecond(taken, elapsedMs)}`;
}

function sayNotTaken({ file, path, reason, detail, kept }: NotTaken): string {
  const place = path ? `${file} › ${path}` : file;
  return `${place}: ${reason}${detail ? `: ${detail}` : ""}${kept ? " (in quarantine)" : ""}`;
}
