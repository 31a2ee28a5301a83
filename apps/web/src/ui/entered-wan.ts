const shape = /^\d{1,9}(\.\d{1,6})?$/;

/** 万元 as typed or pasted, with thousands separators or without, as text of 分; undefined when it is no amount. Exact: no floating point. */
export const fenFromWan = (text: string): string | undefined => {
  const plain = text.replace(/[,，\s]/g, "").replace(/万元?$/, "");
  if (!shape.test(plain)) return undefined;
  const [whole = "0", fraction = ""] = plain.split(".");
  return String(BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, "0")));
};

/** Text of 分 as 万元 to be edited, with thousands separators: "2400000" → "2.4", "1200000000" → "1,200". What is no amount gives "". */
export const wanFromFen = (fen: string): string => {
  if (!/^\d{1,16}$/.test(fen)) return "";
  const amount = BigInt(fen);
  const fraction = (amount % 1_000_000n).toString().padStart(6, "0").replace(/0+$/, "");
  const whole = (amount / 1_000_000n).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  return `${whole}${fraction === "" ? "" : `.${fraction}`}`;
};
