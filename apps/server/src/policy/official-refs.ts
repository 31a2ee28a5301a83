import type { Clause } from "@qiangyi/policy/register";

/** Names that the registers of the five documents use for what surrounds the body, and where a split text keeps it. */
const around: Readonly<Record<string, readonly string[]>> = {
  印发通知: ["印发通知"],
  文头: ["印发通知"],
  通知正文: ["印发通知"],
  前言: ["前言"],
  文尾: ["文尾"],
  抄送: ["文尾"],
};

/** Which of a text's passages a clause rests on: its own where it was split off, else the nearest one that holds it. */
export const officialRefsOf = (clause: Pick<Clause, "ref" | "article">, known: ReadonlySet<string>): readonly string[] => {
  if (/抄送栏|印发日期栏|信息公开选项/.test(clause.ref) && known.has("文尾")) return ["文尾"];
  const surrounding = around[clause.article];
  if (surrounding) return surrounding.filter((ref) => known.has(ref));
  const found = clause.ref.split(/、(?=[一二三四五六七八九十]+(?:（|$|、))/).map((ref) => nearest(ref, known));
  return [...new Set(found.filter((ref) => ref !== undefined))];
};

/** The longest beginning that is a passage; 五（三）1 is no beginning of 五（三）11. */
const nearest = (ref: string, known: ReadonlySet<string>): string | undefined => {
  for (let length = ref.length; length > 0; length--) {
    const start = ref.slice(0, length);
    const isInsideNumber = /\d$/.test(start) && /^\d/.test(ref.slice(length));
    if (known.has(start) && !isInsideNumber) return start;
  }
  return undefined;
};
