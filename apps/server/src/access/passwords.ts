import { randomInt } from "node:crypto";

/** 19 MiB, two passes: the OWASP floor for argon2id, about 40 ms here. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

// Loaded at the first sign-in: a native library that a start without one need not wait for.
const argon2 = () => import("@node-rs/argon2");

/** argon2id is the library's default algorithm; the prefix is held by constraint `credential_is_argon2id`. */
export const hashPassword = async (password: string): Promise<string> => (await argon2()).hash(password, cost);

let hashOfNothing: Promise<string> | undefined;

/** Takes the same work when there is no hash to compare with, so that time does not tell which login names exist. */
export const isPassword = async (hash: string | undefined, password: string): Promise<boolean> => {
  hashOfNothing ??= hashPassword(newPassword());
  const isRight = await (await argon2()).verify(hash ?? (await hashOfNothing), password);
  return isRight && hash !== undefined;
};

/** Whether a password is one of those already used. */
export const isOneOf = async (hashes: readonly string[], password: string): Promise<boolean> => {
  for (const hash of hashes) if (await isPassword(hash, password)) return true;
  return false;
};

const kinds = ["abcdefghijkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "!#%+=?@"] as const;
const all = kinds.join("");

/** An initial password to be handed over: 16 characters of all four kinds, without those that look alike on paper. */
export const newPassword = (): string => {
  const pick = (from: string): string => from.charAt(randomInt(from.length));
  const characters = [...kinds.map(pick), ...Array.from({ length: 12 }, () => pick(all))];
  for (let at = characters.length - 1; at > 0; at--) {
    const other = randomInt(at + 1);
    [characters[at], characters[other]] = [characters[other] ?? "", characters[at] ?? ""];
  }
  return characters.join("");
};
