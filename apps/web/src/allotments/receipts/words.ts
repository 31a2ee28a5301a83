/** Kinds of notices, as lists show them. */
export const kindNames = { early: "提前下达", final: "下达", distribution: "分解下达", reduction: "追减" } as const;

/** 20分钟, 18小时, 3天2小时: how long something took. */
export const durationText = (minutes: number): string => {
  if (minutes < 1) return "即时";
  if (minutes < 60) return `${minutes}分钟`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours}小时${minutes % 60 === 0 ? "" : `${minutes % 60}分钟`}`;
  return `${Math.floor(hours / 24)}天${hours % 24 === 0 ? "" : `${hours % 24}小时`}`;
};
