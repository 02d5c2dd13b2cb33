import type { MxAddressLook } from "#lib/core/evidence.ts";
import { dialAddress } from "#lib/net/dial.ts";
import { type LookOptions, lookAtAddress } from "#lib/net/smtp/look-at-address.ts";
import {
  createAuthority,
  type ServerIdentity,
  type TestAuthority,
} from "#lib/net/testing/certificate-authority.ts";
import { createOldTlsTrust, createTrust } from "#lib/net/tls/trust.ts";

/** A trusted authority and an identity for `mx.a.test`, the MX host of all these tests. */
export type MxWorld = {
  authority: TestAuthority;
  identity: ServerIdentity;
  trust: LookOptions["trust"];
  /** Looks at a port of 127.0.0.1 as an address of `mx.a.test`, patiently. */
  look(port: number, options?: Partial<LookOptions>): Promise<MxAddressLook>;
};

/** For tests whose outcome is a time-out. */
export const impatient = { addressMs: 400, connectMs: 200 };

export async function createMxWorld(): Promise<MxWorld> {
  const authority = await createAuthority();
  const identity = await authority.issue({ names: ["mx.a.test"] });
  const trust = { modern: createTrust([authority.pem]), old: createOldTlsTrust([authority.pem]) };
  const defaults = {
    ...{ dial: dialAddress, helloName: "probe.a.test", trust },
    ...{ addressMs: 8_000, connectMs: 4_000 },
  };
  return {
    authority,
    identity,
    trust,
    look: (port, options) => lookAtAddress("mx.a.test", "127.0.0.1", { ...defaults, port, ...options }),
  };
}
