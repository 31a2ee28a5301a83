const shanghai = (instant: string, timeStyle: "short" | "medium"): string =>
  new Date(instant).toLocaleString("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle });

/** "2025-03-03 09:00" in Shanghai, wherever the reader's computer stands. */
export const minuteOf = (instant: string): string => shanghai(instant, "short");

/** "09:00" for an instant of today, "2025-03-03 09:00" for another day: when something was saved, for whoever comes back to it. */
export const savedTimeOf = (instant: string, now: Date = new Date()): string => {
  const minute = minuteOf(instant);
  const [day = "", time = ""] = minute.split(" ");
  return day === minuteOf(now.toISOString()).slice(0, 10) ? time : minute;
};

/** "2025-03-03 09:00:00" in Shanghai. */
export const secondOf = (instant: string): string => shanghai(instant, "medium");
