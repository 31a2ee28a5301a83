import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";

/** JSON with the keys of every object in order, so that equal content has equal bytes. */
export const canonicalJson = (value: unknown): string => JSON.stringify(inOrder(value));

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([key, each]) => [key, inOrder(each)]));
};

export const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

const zip = promisify(gzip);
const unzip = promisify(gunzip);

export const pack = (text: string): Promise<Buffer> => zip(Buffer.from(text), { level: 6 });
export const unpack = async (packed: Uint8Array): Promise<string> => (await unzip(packed)).toString("utf8");
