const shanghai = (instant: string, timeStyle: "short" | "medium"): string =>
  new Date(instant).toLocaleString("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle });

/** "2025-03-03 09:00" in Shanghai, wherever the reader's computer stands. */
export const minuteOf = (instant: string): string => shanghai(instant, "short");

/** "2025-03-03 09:00:00" in Shanghai. */
export const secondOf = (instant: string): string => shanghai(instant, "medium");
