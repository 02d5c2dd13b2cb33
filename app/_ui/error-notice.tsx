import type { ReactNode } from "react";
import { Notice } from "./notice.tsx";

/** Says what went wrong with what was just done; announced at once. Nothing to say: nothing shown. */
export function ErrorNotice({ title, children }: { title?: ReactNode; children?: ReactNode }) {
  if (title === undefined && children === undefined) return null;
  return (
    <Notice tone="error" role="alert" title={title}>
      {children}
    </Notice>
  );
}
