import { toLocalized } from "../[locale]/_parts/to-localized.ts";

/** The reference of the API; types of problems lead here too, and browsers keep their anchors. */
export function GET(request: Request): Response {
  return toLocalized(request);
}
