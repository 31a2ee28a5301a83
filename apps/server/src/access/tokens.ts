import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 bits of chance: cannot be guessed, so its plain hash is safe to keep. */
export const newToken = (): string => randomBytes(32).toString("base64url");

export const isToken = (text: string): boolean => /^[\w-]{43}$/.test(text);

export const hashOfToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Derived from the session's token, so it is bound to the session and need not be stored; the cookie itself stays out of scripts' reach. */
export const csrfTokenOf = (token: string): string => createHmac("sha256", token).update("csrf").digest("base64url");

export const isSameText = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};
