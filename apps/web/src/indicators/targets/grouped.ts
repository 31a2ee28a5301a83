/** Exact, with separators; nothing stays a dash and never becomes zero. */
export const grouped = (text: string | null): string => {
  if (text === null) return "—";
  const [whole = "", decimals] = text.split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${decimals === undefined ? "" : `.${decimals}`}`;
};
