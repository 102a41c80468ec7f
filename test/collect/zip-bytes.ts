import { crc32, deflateRawSync } from 'node:zlib';

/** A member as it is written, right or wrong: what is not given is what a correct archive has. */
export interface Member {
  readonly name: string;
  readonly content: Uint8Array;
  /** Method 0: stored as it is. */
  readonly stored?: boolean;
  readonly method?: number;
  readonly flags?: number;
  readonly checksum?: number;
  /** What the directory states as unpacked size. */
  readonly sizeBytes?: number;
  /** The bytes behind the local header instead of the packed content. */
  readonly packed?: Uint8Array;
  /** The directory points to the bytes of this earlier member. */
  readonly sharesWith?: number;
}

const UTF8_NAMES = 0x800;

/** A zip archive by hand: zip writers refuse to make most of what an attacker sends. */
export function zipBytes(members: readonly Member[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const member of members) {
    const packed = member.packed ?? (member.stored === true ? member.content : deflateRawSync(member.content));
    const start = member.sharesWith === undefined ? offset : (offsets[member.sharesWith] ?? 0);
    offsets.push(start);
    const fields = fieldsOf(member, packed.length);
    const name = Buffer.from(member.name);
    if (member.sharesWith === undefined) {
      const local = Buffer.concat([
        numbers([0x04034b50, 4], [20, 2], ...fields, [name.length, 2], [0, 2]),
        name,
        packed,
      ]);
      parts.push(local);
      offset += local.length;
    }
    directory.push(
      numbers(
        [0x02014b50, 4],
        [20, 2],
        [20, 2],
        ...fields,
        [name.length, 2],
        [0, 2],
        [0, 2],
        [0, 2],
        [0, 2],
        [0, 4],
        [start, 4],
      ),
      name,
    );
  }
  const listing = Buffer.concat(directory);
  const count = members.length;
  return Buffer.concat([
    ...parts,
    listing,
    ...(count > 0xfffe ? zip64End(count, listing.length, offset) : []),
    numbers(
      [0x06054b50, 4],
      [0, 2],
      [0, 2],
      [Math.min(count, 0xffff), 2],
      [Math.min(count, 0xffff), 2],
      [listing.length, 4],
      [offset, 4],
      [0, 2],
    ),
  ]);
}

/** Numbers of files that do not fit into two bytes stand in a record of their own, and a pointer to it. */
function zip64End(count: number, listingBytes: number, offset: number): readonly Buffer[] {
  const record = numbers(
    [0x06064b50, 4],
    [44, 4],
    [0, 4],
    [45, 2],
    [45, 2],
    [0, 4],
    [0, 4],
    [count, 4],
    [0, 4],
    [count, 4],
    [0, 4],
    [listingBytes, 4],
    [0, 4],
    [offset, 4],
    [0, 4],
  );
  const pointer = numbers([0x07064b50, 4], [0, 4], [offset + listingBytes, 4], [0, 4], [1, 4]);
  return [record, pointer];
}

type Field = readonly [value: number, bytes: 2 | 4];

/** Flags, method, time, date, checksum and sizes: the same in both headers. */
function fieldsOf(member: Member, packedBytes: number): readonly Field[] {
  return [
    [UTF8_NAMES | (member.flags ?? 0), 2],
    [member.method ?? (member.stored === true ? 0 : 8), 2],
    [0, 2],
    [0x21, 2],
    [member.checksum ?? crc32(member.content), 4],
    [packedBytes, 4],
    [member.sizeBytes ?? member.content.length, 4],
  ];
}

function numbers(...fields: readonly Field[]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of fields)
    at = bytes === 2 ? buffer.writeUInt16LE(value, at) : buffer.writeUInt32LE(value, at);
  return buffer;
}
