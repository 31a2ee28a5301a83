const shape = /^\d{1,9}(\.\d{1,6})?$/;

/** 万元 as typed, with thousands separators or without, as text of 分; undefined when it is no amount. Exact: no floating point. */
export const fenFromWan = (text: string): string | undefined => {
  const plain = text.replace(/[,，\s]/g, "");
  if (!shape.test(plain)) return undefined;
  const [whole = "0", fraction = ""] = plain.split(".");
  return String(BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, "0")));
};

/** Text of 分 as 万元 to be edited, with thousands separators: "2400000" → "2.4", "1200000000" → "1,200". */
export const wanFromFen = (fen: string): string => {
  const amount = BigInt(fen);
  const fraction = (amount % 1_000_000n).toString().padStart(6, "0").replace(/0+$/, "");
  const whole = (amount / 1_000_000n).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  return `${whole}${fraction === "" ? "" : `.${fraction}`}`;
};
