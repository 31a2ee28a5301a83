import { addDays, daysBetween, inChinese, type PlainDate } from "@qiangyi/kernel";
import type { Validity } from "@qiangyi/policy/register";

/** The policy page warns this long before a regulation ends (qiangyi-2024.art13.b). */
export const noticeDays = 180;

export interface ValidityState {
  readonly state: "not-yet" | "in-force" | "expiring" | "expired" | "undated";
  readonly text: string;
  readonly daysLeft: number | null;
}

/** Both ends inclusive. A beginning that nobody has recorded is unknown, never assumed. */
export const validityOn = (today: PlainDate, { from, to, fromRule, toRule }: Validity): ValidityState => {
  const ending = to === null ? (toRule === null ? "" : `；止期：${toRule}`) : `，有效期至${inChinese(to)}`;
  if (from === null)
    return { state: "undated", text: `施行日期待录入${fromRule === null ? "" : `（${fromRule}）`}${ending}`, daysLeft: null };
  if (today < from) return { state: "not-yet", text: `尚未施行，${inChinese(from)}起施行${ending}`, daysLeft: null };
  if (to === null) return { state: "in-force", text: `现行有效${ending}`, daysLeft: null };
  const daysLeft = daysBetween(today, to);
  if (daysLeft < 0) return { state: "expired", text: `已于${inChinese(to)}失效；期内形成的记录仍可查阅`, daysLeft: null };
  if (today >= addDays(to, -noticeDays))
    return { state: "expiring", text: `将于${inChinese(to)}到期，还有${daysLeft}天`, daysLeft };
  return { state: "in-force", text: `现行有效${ending}`, daysLeft };
};
