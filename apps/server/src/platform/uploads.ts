import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
// Its types add `file` and `isMultipart` to the request.
import type {} from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import { ProblemError, problemOf } from "./problems.ts";

/** A file that came with the request, on disk until the request ends. */
export interface UploadedFile {
  readonly path: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Takes the one file of a request to disk, no further than `maxBytes`; whoever asked for it discards it. */
export const receiveFile = async (
  request: FastifyRequest,
  maxBytes: number,
): Promise<{ file: UploadedFile; discard: () => Promise<void> }> => {
  if (!request.isMultipart()) throw new ProblemError(problemOf(415, "file-expected", "请以表单方式上传一个文件"));
  const part = await request.file({ limits: { fileSize: maxBytes } });
  if (!part) throw new ProblemError(problemOf(400, "file-missing", "没有收到文件，请选择文件后重试"));
  const folder = await mkdtemp(join(tmpdir(), "qiangyi-upload-"));
  const discard = () => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, "upload");
    const hash = createHash("sha256");
    let sizeBytes = 0;
    part.file.on("data", (chunk: Buffer) => {
      hash.update(chunk);
      sizeBytes += chunk.length;
    });
    await pipeline(part.file, createWriteStream(path, { mode: 0o600 }));
    if (part.file.truncated) {
      throw new ProblemError(
        problemOf(413, "file-too-large", `文件超过${Math.floor(maxBytes / 1_048_576)}MB上限`, { remedy: "请拆分或压缩后再上传" }),
      );
    }
    return {
      file: { path, name: part.filename.slice(-200), contentType: part.mimetype, sizeBytes, sha256: hash.digest("hex") },
      discard,
    };
  } catch (error) {
    await discard();
    throw error;
  }
};
