import { useRef, useState } from "react";
import { sampleReports } from "#lib/core/learn/sample-reports.ts";
import { formatTlsReport } from "#lib/core/tlsrpt/format-report.ts";
import { type JudgedFile, judgeFile, type KnownReports } from "./_analysis/judged-file.ts";
import { wholeBudget } from "./_unpack/caps.ts";
import { openFile } from "./_unpack/open-file.ts";
import type { Budget } from "./_unpack/opened.ts";

export type Visit = {
  files: readonly JudgedFile[];
  /** Files still to be opened. */
  waiting: number;
  /** What is shown is our own sample. */
  isSample: boolean;
};

/** What lasts from one clearing to the next. */
type Session = { budget: Budget; known: KnownReports; count: number };

const renderMilliseconds = 250;

/** The files that somebody brought, opened one after the other, and what each of them says. */
export function useVisit(startWithSample: boolean) {
  const [visit, setVisit] = useState<Visit>(() => (startWithSample ? sampleVisit() : nothing));
  const session = useRef<Session>(newSession());

  async function add(files: File[]) {
    if (visit.isSample) clear();
    const mine = session.current;
    setVisit((now) => ({ ...now, waiting: now.waiting + files.length }));
    let fresh: JudgedFile[] = [];
    let opened = 0;
    let shownAt = performance.now();
    for (const [index, file] of files.entries()) {
      for (const one of await openFile(file, mine.budget))
        fresh.push(judgeFile(one, mine.count++, mine.known));
      opened += 1;
      if (session.current !== mine) return;
      if (index < files.length - 1 && performance.now() - shownAt < renderMilliseconds) continue;
      show(fresh, opened);
      [fresh, opened, shownAt] = [[], 0, performance.now()];
    }
  }

  function show(fresh: readonly JudgedFile[], opened: number) {
    setVisit((now) => ({ ...now, files: [...now.files, ...fresh], waiting: now.waiting - opened }));
  }

  function clear() {
    session.current = newSession();
    setVisit(nothing);
  }

  function showSample() {
    session.current = newSession();
    setVisit(sampleVisit());
  }

  return { visit, add, clear, showSample };
}

const nothing: Visit = { files: [], waiting: 0, isSample: false };

function newSession(): Session {
  return { budget: { ...wholeBudget }, known: new Map(), count: 0 };
}

/** The sample goes the same way as a file that was opened. */
function sampleVisit(): Visit {
  const known: KnownReports = new Map();
  const files = sampleReports().map((report, id) => {
    const json = formatTlsReport(report);
    return judgeFile({ path: [`${report.reportId}.json`], octets: json.length, ok: true, json }, id, known);
  });
  return { files, waiting: 0, isSample: true };
}
