import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** An ID number as it is stored: unreadable without the key, comparable by a keyed hash, recognisable to its owner by the mask. */
export interface Sealed {
  readonly sealed: string;
  readonly hash: string;
  readonly masked: string;
}

export const isSealed = (value: unknown): value is Sealed =>
  typeof value === "object" && value !== null && "sealed" in value && "hash" in value && "masked" in value;

/** Two keys from one secret, so that what matches cannot be used to read. */
const keyFor = (purpose: "seal" | "match"): Buffer => Buffer.from(hkdfSync("sha256", secret(), "qiangyi", purpose, 32));

export const seal = (text: string, masked: string): Sealed => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor("seal"), nonce);
  const content = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), content]).toString("base64"), hash: keyedHash(text), masked };
};

export const unseal = ({ sealed }: Sealed): string => {
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", keyFor("seal"), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
};

/** The same person or number gives the same value on every server of the installation, and nobody without the key can try numbers. */
export const keyedHash = (text: string): string => createHmac("sha256", keyFor("match")).update(text).digest("hex");

const variable = "SECRET_KEY";

/** Where no key was given (a test, a tool that stores nothing) one is made up for this process: what it sealed ends with it. */
const secret = (): string => {
  process.env[variable] ??= randomBytes(32).toString("base64");
  return process.env[variable];
};

/**
 * Called once at the start of a server: the key of the environment, or one that is made in the data folder and stays there. It never
 * goes into the database or its backups; several servers on one database need the same SECRET_KEY.
 */
export const provideSecretKey = async (dataFolder: string): Promise<void> => {
  const given = process.env[variable];
  if (given !== undefined && given !== "") {
    if (given.length < 32) throw new Error("SECRET_KEY至少32个字符");
    return;
  }
  const path = join(dataFolder, "secret.key");
  const kept = await readFile(path, "utf8").catch(() => undefined);
  if (kept !== undefined) {
    process.env[variable] = kept.trim();
    return;
  }
  const made = randomBytes(32).toString("base64");
  await mkdir(dataFolder, { recursive: true });
  await writeFile(path, `${made}\n`, { mode: 0o600, flag: "wx" });
  process.env[variable] = made;
};
