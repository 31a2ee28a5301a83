import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/**
 * Writes a generated file to disk and hands it out from there: the transaction that the rows come from ends before a slow
 * reader has taken the last byte, and memory stays bounded either way.
 */
export const spool = async (content: AsyncIterable<Uint8Array>): Promise<Readable> => {
  const folder = await mkdtemp(join(tmpdir(), "qiangyi-file-"));
  const path = join(folder, "file");
  try {
    await pipeline(Readable.from(content), createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  const stream = createReadStream(path);
  stream.once("close", () => void rm(folder, { recursive: true, force: true }));
  return stream;
};
