import { useRouter } from "next/navigation";
import { useEffect, useReducer, useRef } from "react";
import { sendFile } from "./send-file.ts";
import { afterEvent, isOpen, isRetryable, isUnderWay, type UploadedFile } from "./upload-state.ts";

const atOnce = 3;

export type Uploads = {
  files: readonly UploadedFile[];
  add: (files: readonly File[]) => void;
  retry: (key: number) => void;
  retryAll: () => void;
  cancel: (key: number) => void;
  cancelAll: () => void;
  clear: () => void;
};

/** Sends files to `url`, some at a time, each by itself. `cap`: octets of a file that is no mailbox. */
export function useUploads({ url, cap }: { url: string; cap: number }): Uploads {
  const [files, tell] = useReducer(afterEvent, []);
  const sources = useRef(new Map<number, File>());
  const running = useRef(new Map<number, () => void>());
  const isBusy = files.some(({ step }) => isOpen(step));
  useWarningWhile(isBusy);
  useRefreshAfter(isBusy);
  useEffect(() => {
    const { current } = running;
    return () => {
      for (const end of current.values()) end();
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever a file changes, another may begin.
  useEffect(() => {
    const free = atOnce - files.filter(({ step }) => isUnderWay(step)).length;
    for (const { key } of files.filter(({ step }) => step === "waiting").slice(0, Math.max(0, free)))
      void start(key);
  }, [files]);

  async function start(key: number) {
    const file = sources.current.get(key);
    if (!file || running.current.has(key)) return;
    let end = () => {};
    let isEnded = false;
    running.current.set(key, () => {
      isEnded = true;
      end();
    });
    tell({ kind: "started", key });
    const fits = await fitsCap(file, cap);
    if (isEnded) return;
    if (fits !== true) return settle(key, fits === null ? "unreadable" : "over-cap");
    end = sendFile({
      url,
      file,
      onSent: (share) => tell({ kind: "sent", key, share }),
      onResults: (results) => tell({ kind: "result", key, results }),
      onEnd: (failure) => settle(key, failure),
    });
  }

  function settle(key: number, outcome: Parameters<Parameters<typeof sendFile>[0]["onEnd"]>[0] | "over-cap") {
    running.current.delete(key);
    if (outcome === null) tell({ kind: "done", key });
    else if (outcome === "over-cap") tell({ kind: "too-large", key });
    else tell({ kind: "failed", key, failure: outcome });
  }

  function cancel(key: number) {
    running.current.get(key)?.();
    running.current.delete(key);
    tell({ kind: "cancelled", key });
  }

  return {
    files,
    add(chosen) {
      const added = chosen.map((file) => ({ key: nextKey(), name: file.name, size: file.size, file }));
      for (const { key, file } of added) sources.current.set(key, file);
      tell({ kind: "added", files: added.map(({ key, name, size }) => ({ key, name, size })) });
    },
    retry: (key) => tell({ kind: "again", key }),
    retryAll: () => {
      for (const { key } of files.filter(({ step }) => isRetryable(step))) tell({ kind: "again", key });
    },
    cancel,
    cancelAll: () => {
      for (const { key } of files.filter(({ step }) => isOpen(step))) cancel(key);
    },
    clear() {
      for (const { key } of files.filter(({ step }) => !isOpen(step))) sources.current.delete(key);
      tell({ kind: "cleared" });
    },
  };
}

let keys = 0;

function nextKey(): number {
  keys += 1;
  return keys;
}

/** A mailbox is read a mail at a time, so it may be of any size. `null`: the browser cannot read the file. */
async function fitsCap(file: File, cap: number): Promise<boolean | null> {
  try {
    const start = await file.slice(0, 5).text();
    return file.size <= cap || start === "From ";
  } catch {
    return null;
  }
}

/** Leaving the page would cut the uploads off. */
function useWarningWhile(isBusy: boolean): void {
  useEffect(() => {
    if (!isBusy) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isBusy]);
}

/** What the frame says of the quarantine may have changed. */
function useRefreshAfter(isBusy: boolean): void {
  const router = useRouter();
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !isBusy) router.refresh();
    was.current = isBusy;
  }, [isBusy, router]);
}
