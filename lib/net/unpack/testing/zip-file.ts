import { crc32, deflateRawSync } from "node:zlib";

/** A file of an archive; what is not said is what an honest archive says. `at`: the offset that the directory claims. */
export type EntrySpec = {
  name: string | Uint8Array;
  content?: string | Uint8Array;
  method?: number;
  flags?: number;
  packed?: Uint8Array;
  size?: number;
  checksum?: number;
  at?: number;
};

/** A zip that may lie. For honest ones the tests ask another implementation. */
export function buildZip(entries: readonly EntrySpec[]): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const spec of entries) {
    const name = Buffer.from(spec.name);
    const fields = fieldsOf(spec, name);
    const packed = Buffer.from(packedOf(spec));
    const header = Buffer.concat([Buffer.from("PK\x03\x04"), fields, name, packed]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(spec.at ?? offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), fields, central, name]));
    local.push(header);
    offset += header.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, central, Buffer.from("PK\x05\x06"), end]);
}

/** What local header and directory have in common: version to the length of the extra field (APPNOTE 4.3.7). */
function fieldsOf(spec: EntrySpec, name: Buffer): Buffer {
  const content = Buffer.from(spec.content ?? "");
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(spec.flags ?? 0x800, 2);
  fields.writeUInt16LE(spec.method ?? 8, 4);
  fields.writeUInt32LE(spec.checksum ?? crc32(content), 10);
  fields.writeUInt32LE(packedOf(spec).length, 14);
  fields.writeUInt32LE(spec.size ?? content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function packedOf({ packed, method = 8, content = "" }: EntrySpec): Uint8Array {
  return packed ?? (method === 8 ? deflateRawSync(content) : Buffer.from(content));
}
