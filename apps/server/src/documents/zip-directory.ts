import { crc32, createInflateRaw } from "node:zlib";

/** One part of a ZIP file as its central directory states it. */
export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  /** 0 stored, 8 deflated; anything else is not used by workbooks. */
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly headerOffset: number;
}

/** Thrown for a file whose structure contradicts itself; the reader turns it into the refusal workbook-damaged. */
export class DamagedFile extends Error {}

const endSignature = 0x06054b50;
const endRecordBytes = 22;
const zip64LocatorSignature = 0x07064b50;
const zip64EndSignature = 0x06064b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;

/** Reads the central directory without unpacking anything; undefined when the file is not a ZIP file. */
export const readZipDirectory = (file: Buffer): Map<string, ZipEntry> | undefined => {
  const end = findEnd(file);
  if (end === undefined) return undefined;
  const entries = new Map<string, ZipEntry>();
  let { offset, count } = directoryBounds(file, end);
  for (; count > 0; count--) {
    if (offset + 46 > file.length || file.readUInt32LE(offset) !== entrySignature) throw new DamagedFile("压缩目录不完整");
    const { entry, next } = readEntry(file, offset);
    // Two parts of one name let one reader check the first and another read the second.
    if (entries.has(entry.name)) throw new DamagedFile(`部件${entry.name}重复`);
    entries.set(entry.name, entry);
    offset = next;
  }
  return entries;
};

const findEnd = (file: Buffer): number | undefined => {
  const earliest = Math.max(0, file.length - endRecordBytes - 65_535);
  for (let at = file.length - endRecordBytes; at >= earliest; at--) if (file.readUInt32LE(at) === endSignature) return at;
  return undefined;
};

const directoryBounds = (file: Buffer, end: number): { offset: number; count: number } => {
  const [count, offset] = [file.readUInt16LE(end + 10), file.readUInt32LE(end + 16)];
  if (count !== 0xffff && offset !== 0xffffffff) return { offset, count };
  const locator = end - 20;
  if (locator < 0 || file.readUInt32LE(locator) !== zip64LocatorSignature) throw new DamagedFile("压缩目录不完整");
  const record = wholeNumber(file.readBigUInt64LE(locator + 8));
  if (record + 56 > file.length || file.readUInt32LE(record) !== zip64EndSignature) throw new DamagedFile("压缩目录不完整");
  return { count: wholeNumber(file.readBigUInt64LE(record + 32)), offset: wholeNumber(file.readBigUInt64LE(record + 48)) };
};

const readEntry = (file: Buffer, at: number): { entry: ZipEntry; next: number } => {
  const [nameBytes, extraBytes, commentBytes] = [
    file.readUInt16LE(at + 28),
    file.readUInt16LE(at + 30),
    file.readUInt16LE(at + 32),
  ];
  const next = at + 46 + nameBytes + extraBytes + commentBytes;
  if (next > file.length) throw new DamagedFile("压缩目录不完整");
  const extra = file.subarray(at + 46 + nameBytes, at + 46 + nameBytes + extraBytes);
  const wide = wideSizes(extra);
  const size = (field: number): number => {
    const value = file.readUInt32LE(at + field);
    return value === 0xffffffff ? wide() : value;
  };
  // ZIP64 keeps the fields in this order and only those that did not fit.
  const unpackedBytes = size(24);
  const packedBytes = size(20);
  const headerOffset = size(42);
  const name = file.toString("utf8", at + 46, at + 46 + nameBytes).replaceAll("\\", "/");
  const encrypted = (file.readUInt16LE(at + 8) & 1) === 1;
  const [method, crc] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 16)];
  return { entry: { name, encrypted, method, crc, packedBytes, unpackedBytes, headerOffset }, next };
};

const wideSizes = (extra: Buffer): (() => number) => {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  at += 4;
  return () => {
    if (at + 8 > extra.length) throw new DamagedFile("压缩目录不完整");
    const value = wholeNumber(extra.readBigUInt64LE(at));
    at += 8;
    return value;
  };
};

const wholeNumber = (value: bigint): number => {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new DamagedFile("压缩目录中的大小不合理");
  return Number(value);
};

/** Unpacks one part piece by piece and stops as soon as it grows beyond the size that the directory promised. */
export async function* unpack(file: Buffer, entry: ZipEntry): AsyncGenerator<Buffer> {
  const at = entry.headerOffset;
  if (at + 30 > file.length || file.readUInt32LE(at) !== localSignature) throw new DamagedFile(`部件${entry.name}不完整`);
  const start = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  const packed = file.subarray(start, start + entry.packedBytes);
  if (packed.length !== entry.packedBytes) throw new DamagedFile(`部件${entry.name}不完整`);
  if (entry.method !== 0 && entry.method !== 8) throw new DamagedFile(`部件${entry.name}的压缩方式不受支持`);
  let bytes = 0;
  let crc = 0;
  for await (const piece of entry.method === 0 ? [packed] : inflated(packed, entry.name)) {
    bytes += piece.length;
    if (bytes > entry.unpackedBytes) throw new DamagedFile(`部件${entry.name}与压缩目录中的大小不符`);
    crc = crc32(piece, crc);
    yield piece;
  }
  if (bytes !== entry.unpackedBytes || crc !== entry.crc) throw new DamagedFile(`部件${entry.name}不完整`);
}

async function* inflated(packed: Buffer, name: string): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
  inflate.end(packed);
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) yield piece;
  } catch (error) {
    if (error instanceof DamagedFile) throw error;
    throw new DamagedFile(`部件${name}无法解压`);
  }
}

/** A small part as text. */
export const unpackText = async (file: Buffer, entry: ZipEntry): Promise<string> => {
  const pieces: Buffer[] = [];
  for await (const piece of unpack(file, entry)) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
};
