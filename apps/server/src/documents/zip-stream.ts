import { crc32, createDeflateRaw } from "node:zlib";

export interface ZipPart {
  readonly name: string;
  readonly content: Uint8Array | AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** 1 January 1980: the earliest time that ZIP can say, so that equal content gives equal bytes. */
const fixedTime = { time: 0, date: 0x0021 };
/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const flags = 0x0808;

/** Packs parts one after another as they are produced; nothing but one small record per part stays in memory. */
export async function* packZip(parts: AsyncIterable<ZipPart> | Iterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const part of parts) {
    const name = Buffer.from(part.name, "utf8");
    const start = offset;
    const header = localHeader(name);
    offset += header.length;
    yield header;

    const tally = { crc: 0, unpacked: 0, packed: 0 };
    for await (const piece of deflated(part.content, tally)) {
      offset += piece.length;
      yield piece;
    }
    const sizes = sizeRecord(tally);
    offset += sizes.length;
    yield sizes;
    directory.push(directoryEntry(name, tally, start));
  }
  const central = Buffer.concat(directory);
  yield central;
  yield endRecord(directory.length, central.length, offset);
}

interface Tally {
  crc: number;
  unpacked: number;
  packed: number;
}

async function* deflated(content: ZipPart["content"], tally: Tally): AsyncGenerator<Uint8Array> {
  const deflate = createDeflateRaw({ level: 6, chunkSize: 64 * 1024 });
  const feed = async (): Promise<void> => {
    for await (const piece of content instanceof Uint8Array ? [content] : content) {
      // The reader went away: leaving the loop lets the source close its cursor.
      if (deflate.destroyed) return;
      tally.crc = crc32(piece, tally.crc);
      tally.unpacked += piece.length;
      if (!deflate.write(piece)) await drained(deflate);
    }
    deflate.end();
  };
  // A producer that fails must fail the reader too, otherwise the stream would wait for ever.
  const feeding = feed().catch((error: unknown) => {
    deflate.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    for await (const piece of deflate as AsyncIterable<Buffer>) {
      tally.packed += piece.length;
      yield piece;
    }
    await feeding;
  } finally {
    deflate.destroy();
  }
}

const drained = (deflate: ReturnType<typeof createDeflateRaw>): Promise<void> =>
  new Promise((resolve, reject) => {
    const settle = (): void => {
      deflate.off("drain", settle);
      deflate.off("close", abandon);
      resolve();
    };
    const abandon = (): void => {
      deflate.off("drain", settle);
      reject(new Error("the reader of the workbook went away"));
    };
    deflate.once("drain", settle);
    deflate.once("close", abandon);
  });

const localHeader = (name: Buffer): Buffer => {
  const record = Buffer.alloc(30);
  record.writeUInt32LE(0x04034b50, 0);
  record.writeUInt16LE(20, 4);
  record.writeUInt16LE(flags, 6);
  record.writeUInt16LE(8, 8);
  record.writeUInt16LE(fixedTime.time, 10);
  record.writeUInt16LE(fixedTime.date, 12);
  record.writeUInt16LE(name.length, 26);
  return Buffer.concat([record, name]);
};

const sizeRecord = ({ crc, packed, unpacked }: Tally): Buffer => {
  if (Math.max(packed, unpacked) > 0xffffffff) throw new RangeError("a part of the workbook is larger than 4 GiB");
  const record = Buffer.alloc(16);
  record.writeUInt32LE(0x08074b50, 0);
  record.writeUInt32LE(crc, 4);
  record.writeUInt32LE(packed, 8);
  record.writeUInt32LE(unpacked, 12);
  return record;
};

const directoryEntry = (name: Buffer, { crc, packed, unpacked }: Tally, start: number): Buffer => {
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(20, 4);
  record.writeUInt16LE(20, 6);
  record.writeUInt16LE(flags, 8);
  record.writeUInt16LE(8, 10);
  record.writeUInt16LE(fixedTime.time, 12);
  record.writeUInt16LE(fixedTime.date, 14);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(packed, 20);
  record.writeUInt32LE(unpacked, 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt32LE(start, 42);
  return Buffer.concat([record, name]);
};

const endRecord = (count: number, bytes: number, offset: number): Buffer => {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(bytes, 12);
  record.writeUInt32LE(offset, 16);
  return record;
};
