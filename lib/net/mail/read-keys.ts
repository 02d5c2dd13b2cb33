import { createPublicKey, type KeyObject } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { DNSResolver } from "mailauth";
import type { KeyCache } from "mailauth/lib/dkim/dkim-verifier.js";
import { getPublicKey } from "mailauth/lib/tools.js";

type ReadKey = Omit<Awaited<ReturnType<typeof getPublicKey>>, "publicKey"> & { publicKey: KeyObject };

/** Keys that were read, by the text of their record. */
export type ReadKeys = LRUCache<string, ReadKey>;

/** An RSA key takes some two kilobytes. */
export function createReadKeys(): ReadKeys {
  return new LRUCache({ max: 1_000 });
}

/**
 * Where a verifier gets its keys from: each record is asked for, and read only when its text is new. To read a key costs
 * more than to verify a signature with it, and thousands of mails in an hour are signed with the same few.
 */
export function keyCache(resolver: DNSResolver, known: ReadKeys): KeyCache {
  return {
    resolver,
    async get(type, name, minBitLength, options) {
      // mailauth writes other names in A-labels first.
      if (!/^[!-~]+$/.test(name)) return getPublicKey(type, name, minBitLength, resolver, options);
      const records = await resolver(name, "TXT");
      const key = JSON.stringify([type, minBitLength, options, records]);
      const found = known.get(key);
      if (found) return found;
      const read = await getPublicKey(type, name, minBitLength, async () => records, options);
      const made = { ...read, publicKey: createPublicKey(read.publicKey) };
      known.set(key, made);
      return made;
    },
  };
}
