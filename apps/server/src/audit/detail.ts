import { createHash } from "node:crypto";

// Account numbers among them: whoever may see one whole finds it in its own record.
const secret = /password|token|secret|cookie|authorization|csrf|zeroBalanceAccount/i;
const most = 16_000;

/**
 * What was sent and answered, as the text that the log keeps: without passwords and tokens, with sorted keys, and of a very large
 * content (a whole workbook of rows) only its beginning and the hash that proves the rest.
 */
export const detailOf = (value: unknown): string => {
  const text = JSON.stringify(withoutSecrets(value)) ?? "null";
  if (text.length <= most) return text;
  const sm3 = createHash("sm3").update(text).digest("hex");
  return JSON.stringify({ abridged: true, characters: text.length, sm3, beginning: text.slice(0, 2_000) });
};

const withoutSecrets = (value: unknown): unknown => {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, inner]) => [key, secret.test(key) ? "〔不记录〕" : withoutSecrets(inner)]));
};
