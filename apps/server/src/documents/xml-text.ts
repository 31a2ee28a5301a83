/** Text between tags as a reader of the workbook sees it: entities and the _x000D_ escapes of workbooks resolved. */
export const decodeText = (xml: string): string => {
  const text = xml.includes("&") || xml.includes("<![CDATA[") ? decodeEntities(xml) : xml;
  const lines = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  return lines.includes("_x") ? lines.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => fromCode(hex, 16)) : lines;
};

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const decodeEntities = (xml: string): string =>
  xml.replace(/<!\[CDATA\[([\s\S]*?)\]\]>|&(?:#x([0-9A-Fa-f]+)|#(\d+)|(\w+));/g, (whole, raw, hex, decimal, name) => {
    if (raw !== undefined) return raw;
    if (hex !== undefined) return fromCode(hex, 16);
    if (decimal !== undefined) return fromCode(decimal, 10);
    return named[name] ?? whole;
  });

const fromCode = (digits: string, radix: number): string => {
  const code = Number.parseInt(digits, radix);
  return code <= 0x10ffff ? String.fromCodePoint(code) : "";
};

/** Characters that XML cannot carry, and text that looks like an escape, travel as _xHHHH_. */
export const encodeText = (text: string): string =>
  text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(/[^\t\n\u0020-\uFFFD]/g, (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`)
    .replace(/[&<>]/g, (c) => (c === "&" ? "&amp;" : c === "<" ? "&lt;" : "&gt;"));

const attributePatterns = new Map<string, RegExp>();

const attributePattern = (name: string): RegExp => {
  const known = attributePatterns.get(name);
  if (known) return known;
  const pattern = new RegExp(`(?:^|\\s)(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  attributePatterns.set(name, pattern);
  return pattern;
};

/** As much as one cell can hold; table programs call a workbook with a longer text damaged. */
export const withinCell = (text: string): string => (text.length > 32_767 ? `${text.slice(0, 32_760)}……` : text);

/** The value of an attribute in the text of one tag; undefined when it has none. */
export const attribute = (tag: string, name: string): string | undefined => {
  const match = attributePattern(name).exec(tag);
  return match ? decodeEntities(match[1] ?? match[2] ?? "") : undefined;
};

/** Texts of all tags of one name, whatever their namespace prefix: the part between the name and ">". */
export const tagsOf = (xml: string, name: string): string[] =>
  Array.from(xml.matchAll(new RegExp(`<(?:[\\w.-]+:)?${name}(?=[\\s>/])([^>]*)>`, "g")), (match) => match[1] ?? "");
