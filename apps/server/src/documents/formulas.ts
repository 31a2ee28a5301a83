/**
 * plain: its last result may be used as if it had been typed. changing: the result depends on the day or on chance, so it must be
 * pasted as a value. picture: a picture inside a cell (WPS). calls-out: reaches beyond the workbook; the file is refused.
 */
export type FormulaVerdict =
  | { readonly kind: "plain" | "changing" | "picture" }
  | { readonly kind: "calls-out"; readonly found: string };

const outside = [
  "WEBSERVICE",
  "HYPERLINK",
  "FILTERXML",
  "IMAGE",
  "RTD",
  "DDE",
  "CALL",
  "EXEC",
  "REGISTER",
  "REGISTER.ID",
  "SQL.REQUEST",
  "STOCKHISTORY",
  "FIELDVALUE",
  "COPILOT",
  "TRANSLATE",
  "PY",
  "CUBEVALUE",
  "CUBEMEMBER",
  "CUBESET",
  "CUBERANKEDMEMBER",
  "CUBEKPIMEMBER",
  "CUBEMEMBERPROPERTY",
  "CUBESETCOUNT",
  "IMPORTDATA",
  "IMPORTXML",
  "IMPORTHTML",
  "IMPORTFEED",
  "IMPORTRANGE",
];
const changing = ["TODAY", "NOW", "RAND", "RANDBETWEEN", "RANDARRAY", "OFFSET", "INDIRECT", "CELL", "INFO"];

const callTo = (names: readonly string[]): RegExp =>
  new RegExp(
    `(?<![\\w.])(?:_xlfn\\.|_xlws\\.|_xludf\\.)*(${names.map((name) => name.replace(".", "\\.")).join("|")})\\s*\\(`,
    "i",
  );

const outsideCall = callTo(outside);
const changingCall = callTo(changing);
const pictureCall = callTo(["DISPIMG"]);
/** [1]Sheet1!A1, '[预算.xlsx]表'!A1; not Table1[列] and not [0]!name, which stay inside. */
const otherWorkbook = /\[(?!0\])\d+\][^!()+*/,&<>=]*!|\[[^\]]*\.(?:xls\w?|csv|ods|et)\]/i;

/** Judges a formula as it stands in the file, entities already resolved. Nothing is ever calculated here. */
export const judgeFormula = (formula: string): FormulaVerdict => {
  // A tag inside a formula is no formula; it could hide a function name from this check.
  if (formula.includes("<")) return { kind: "calls-out", found: "无法识别的公式" };
  const code = formula.replace(/"(?:[^"]|"")*"/g, '""');
  const called = outsideCall.exec(code);
  if (called) return { kind: "calls-out", found: `函数${called[1]?.toUpperCase()}` };
  if (otherWorkbook.test(code)) return { kind: "calls-out", found: "其他工作簿" };
  // The bar is no operator of formulas; it separates application and topic of a DDE call: cmd|'/c …'!A0.
  if (code.includes("|")) return { kind: "calls-out", found: "DDE调用" };
  if (/(?:https?|ftp|file):|\\\\/i.test(code)) return { kind: "calls-out", found: "网络地址" };
  if (pictureCall.test(code)) return { kind: "picture" };
  return { kind: changingCall.test(code) ? "changing" : "plain" };
};
