/** A negative reply (RFC 5321 §4.2): `smtp-server` sends `responseCode` and the message. */
export class SmtpRefusal extends Error {
  readonly responseCode: number;

  /** `status`: the enhanced code (RFC 3463), which stands before the words. */
  constructor(responseCode: number, status: string, words: string) {
    super(`${status} ${words}`);
    this.responseCode = responseCode;
  }
}
