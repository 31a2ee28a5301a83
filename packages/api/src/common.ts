import { z } from "zod";
import { zhCN } from "zod/locales";

// What no message of our own says is said in Chinese too.
z.config(zhCN());

/** Decimal string of 分; the only form of money over HTTP. */
export const fenText = z.string().regex(/^-?(0|[1-9]\d{0,17})$/, "请填写金额");
/** More than nothing. */
export const positiveFen = z.string().regex(/^[1-9]\d{0,17}$/, "金额须大于零");

/** Calendar date of Asia/Shanghai. */
export const dateText = z.iso.date("请填写日历上存在的日期");

/** An instant in UTC, ISO 8601. */
export const instantText = z.iso.datetime();

export const regionCode = z.string().regex(/^\d{6}$/);
export const yearNumber = z.coerce.number().int().min(2000).max(2199);

/** RFC 9457 problem details with our stable code, the remedy and, for input, every misfit at once. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  remedy: z.string().optional(),
  clause: z.string().optional(),
  problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** What stands now, where somebody else was faster: shown beside one's own. */
  current: z
    .object({
      value: z.unknown().optional(),
      masked: z.string().nullable(),
      version: z.number().int(),
      by: z.string(),
      at: z.string(),
    })
    .optional(),
  requestId: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;

/** Keyset paging: pass `after` from the previous page's `next`; null means that was the last page. */
export const pageQuery = z.object({
  after: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable(), total: z.number().int().nullable() });
