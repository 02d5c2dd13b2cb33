import type { CourierOptions, MailToSend, Tell } from "./errand.ts";
import { mailReport } from "./mail-report.ts";
import { postReport } from "./post-report.ts";

/**
 * Carries a test report of ours to an address of ours, by the roads that senders take and with as little knowledge as
 * they have. Both resolve to whether the other side took it, and never reject for what the outside does.
 */
export type Courier = {
  /** RFC 8460 §5.4: POST of a gzip body; `url` is `https:`, or `http:` where the installation has nothing better. */
  post(url: URL, gzip: Uint8Array, tell: Tell): Promise<boolean>;
  /** RFC 8460 §5.3, RFC 5321: to the first MX host that answers, with STARTTLS where it is offered. */
  mail(mail: MailToSend, tell: Tell): Promise<boolean>;
};

export function createCourier(options: CourierOptions): Courier {
  return {
    post: (url, gzip, tell) => postReport({ url, gzip }, options, tell),
    mail: (mail, tell) => mailReport(mail, options, tell),
  };
}
