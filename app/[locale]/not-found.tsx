import { NotFoundNotice } from "../_ui/not-found-notice.tsx";
import { PublicFrame } from "../_ui/public-frame.tsx";

export default function NotFound() {
  return (
    <PublicFrame>
      <NotFoundNotice />
    </PublicFrame>
  );
}
