/** "2025-03-03 09:00:00" in Shanghai. */
export const secondOf = (instant: string): string =>
  new Date(instant).toLocaleString("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "medium" });
