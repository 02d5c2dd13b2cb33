import { useEffect, useEffectEvent, useState } from "react";

/**
 * Takes files that are dropped anywhere on the page or pasted, and the text of a report that is pasted. Tells whether files
 * are held over the page. Without it the browser would leave the page for the file.
 */
export function useFileDrop(onFiles: (files: File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const take = useEffectEvent((files: File[]) => {
    if (files.length > 0) onFiles(files);
  });

  useEffect(() => {
    const ends = new AbortController();
    const { signal } = ends;
    addEventListener("dragover", (event) => hover(event, setIsOver), { signal });
    addEventListener("dragleave", (event) => event.relatedTarget === null && setIsOver(false), { signal });
    addEventListener(
      "drop",
      (event) => {
        if (!carriesFiles(event.dataTransfer)) return;
        event.preventDefault();
        setIsOver(false);
        take([...(event.dataTransfer?.files ?? [])]);
      },
      { signal },
    );
    addEventListener("paste", (event) => take(pasted(event.clipboardData)), { signal });
    return () => ends.abort();
  }, []);

  return isOver;
}

function hover(event: DragEvent, setIsOver: (isOver: boolean) => void): void {
  if (!carriesFiles(event.dataTransfer)) return;
  event.preventDefault();
  setIsOver(true);
}

function carriesFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes("Files") ?? false;
}

function pasted(clipboard: DataTransfer | null): File[] {
  if (clipboard === null) return [];
  if (clipboard.files.length > 0) return [...clipboard.files];
  const text = clipboard.getData("text/plain");
  return text.trim() === "" ? [] : [new File([text], "clipboard")];
}
