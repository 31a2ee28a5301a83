/** A decimal text, exact, with separators; nothing stays a dash and never becomes zero. */
export const groupedDigits = (text: string | null): string => {
  if (text === null) return "—";
  const [whole = "", decimals] = text.split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${decimals === undefined ? "" : `.${decimals}`}`;
};
