/** Grades of an evaluation. Points are whole hundredths; the sum is judged as it stands, so that 89.99 is 良. */
export const grades = { excellent: "优", good: "良", fair: "中", poor: "差" } as const;
export type Grade = keyof typeof grades;

export const gradeOf = (points: number): Grade =>
  points >= 90_00 ? "excellent" : points >= 80_00 ? "good" : points >= 60_00 ? "fair" : "poor";

/** What usually follows from a grade. A suggestion that a person weighs; nothing follows by itself. */
export const suggestionFor: Readonly<Record<Grade, string>> = {
  excellent: "同等条件优先安排，下年可适当增加，增幅不超过10%",
  good: "维持下年安排",
  fair: "限期整改，下年压减不低于10%",
  poor: "压减不低于20%或取消，暂停申报一年",
};

/** 结果应用 (第九条第一款): every evaluation ends with one of these at least, with an owner and a day. */
export const resultUses = {
  improve: "整改完善",
  adjust: "调整",
  reduce: "压减",
  stop: "暂停或取消",
  reward: "优先支持",
} as const;
export type ResultUse = keyof typeof resultUses;

/** Hundredths as people read them: 9290 is "92.90". */
export const pointsText = (points: number): string => {
  const whole = Math.abs(points);
  return `${points < 0 ? "-" : ""}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, "0")}`;
};

/** Points as people type them, at most two decimals; undefined for anything else. */
export const enteredPoints = (text: string): number | undefined => {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : undefined;
};
