/** Octets, and inflated octets per compressed octet. */
export type UnpackCaps = { compressedBytes: number; inflatedBytes: number; ratio: number };

/**
 * Real reports inflate up to some 25-fold, and the largest senders' stay far below a megabyte. DEFLATE itself
 * can reach 1032-fold, which only a bomb does.
 */
export const defaultUnpackCaps: UnpackCaps = {
  compressedBytes: 4_194_304,
  inflatedBytes: 10_485_760,
  ratio: 200,
};

/** What may be looked at for one file, mail or archive. Sizes in octets; `UnpackCaps` are for one report of many. */
export type BundleCaps = UnpackCaps & {
  /** All that was handed over. */
  fileBytes: number;
  /** Everything that was inflated, together. */
  inflatedBytesTotal: number;
  /** Whatever is looked at: messages, parts and entries, together. */
  pieces: number;
  zipEntries: number;
  mboxMessages: number;
  /** One mail as it stands on the wire. */
  mailBytes: number;
  /** Parts of one mail, those that only hold others included. */
  mimeParts: number;
  /** Multiparts inside each other. */
  mimeDepth: number;
  /** All header fields of one mail, those of its parts included. */
  headerBytes: number;
  /** RFC 2046 §5.1.1 allows 70; some software takes a few more. */
  boundaryBytes: number;
};

/** A report of 4 MB is some 6 MB of mail; a backlog of a year is a zip of some megabytes. */
export const defaultBundleCaps: BundleCaps = {
  ...defaultUnpackCaps,
  fileBytes: 67_108_864,
  inflatedBytesTotal: 104_857_600,
  pieces: 20_000,
  zipEntries: 2_000,
  mboxMessages: 10_000,
  mailBytes: 16_777_216,
  mimeParts: 200,
  mimeDepth: 8,
  headerBytes: 131_072,
  boundaryBytes: 200,
};

/** For what is read as a stream: a mailbox of any size, of which one mail at a time is held. */
export const defaultStreamCaps: BundleCaps = { ...defaultBundleCaps, mboxMessages: 1_000_000 };
