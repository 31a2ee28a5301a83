import { attribute } from "./xml-text.ts";
import { DamagedFile } from "./zip-directory.ts";

export type Severity = "error" | "warning";

/** Colours that no palette offers, so that marks of an earlier round are recognised and taken off again. */
const fillColours: Record<Severity, string> = { error: "FFFFCCD5", warning: "FFFFF4CB" };
const borderColour = "FFC8001E";

/** The formats of a workbook with marks added: the original format of a cell plus fill and border, everything else unchanged. */
export interface MarkFormats {
  readonly marked: (format: number, severity: Severity) => number;
  readonly isMarked: (format: number) => boolean;
  /** The same format without mark, for cells whose original is not known. */
  readonly unmarked: (format: number) => number;
  /** Wrapped text on the error colour, for the column 错误原因. */
  readonly reason: () => number;
  readonly xml: () => string;
}

export const makeMarkFormats = (styles: string): MarkFormats => {
  const prefix = /<([\w.-]+:)?styleSheet[\s>]/.exec(styles)?.[1] ?? "";
  const fills = section(styles, prefix, "fills", "fill");
  const borders = section(styles, prefix, "borders", "border");
  const formats = section(styles, prefix, "cellXfs", "xf");
  const fillIds: Record<Severity, number> = {
    error: findOrAdd(fills, fillColours.error, fillXml(prefix, fillColours.error)),
    warning: findOrAdd(fills, fillColours.warning, fillXml(prefix, fillColours.warning)),
  };
  const borderId = findOrAdd(borders, borderColour, borderXml(prefix));
  const added = new Map<string, number>();
  const derive = (key: string, format: number, change: (xf: string) => string): number => {
    const known = added.get(key);
    if (known !== undefined) return known;
    const index = formats.items.push(change(formats.items[format] ?? formats.items[0] ?? `<${prefix}xf/>`)) - 1;
    added.set(key, index);
    return index;
  };
  const marks = new Set<number>(Object.values(fillIds));
  const hasMark = (format: number): boolean => marks.has(Number(attribute(formats.items[format] ?? "", "fillId") ?? "0"));
  // Asked once for every cell of the sheet; formats that come in by marking are never those of a cell as it was.
  const markedBefore = new Set(formats.items.map((_, index) => index).filter(hasMark));

  return {
    isMarked: (format) => markedBefore.has(format),
    marked: (format, severity) =>
      derive(`${severity}/${format}`, format, (xf) => {
        const filled = withAttributes(xf, { fillId: fillIds[severity], applyFill: 1 });
        return severity === "error" ? withAttributes(filled, { borderId, applyBorder: 1 }) : filled;
      }),
    unmarked: (format) => derive(`plain/${format}`, format, (xf) => withAttributes(xf, { fillId: 0, borderId: 0 })),
    reason: () =>
      derive("reason", 0, (xf) => {
        const open = withAttributes(xf, { fillId: fillIds.error, applyFill: 1, applyAlignment: 1 }).replace(
          /\s*\/?>[\s\S]*$/,
          ">",
        );
        return `${open}<${prefix}alignment vertical="center" wrapText="1"/></${prefix}xf>`;
      }),
    xml: () => [fills, borders, formats].reduce((xml, { name, items }) => replaceSection(xml, prefix, name, items), styles),
  };
};

interface Section {
  readonly name: string;
  readonly items: string[];
}

const section = (styles: string, prefix: string, name: string, item: string): Section => {
  const body = new RegExp(`<${prefix}${name}(?=[\\s>])[^>]*>([\\s\\S]*?)</${prefix}${name}>`).exec(styles)?.[1];
  if (body === undefined) throw new DamagedFile("样式部件不完整");
  const element = new RegExp(`<${prefix}${item}(?=[\\s>/])(?:[^>]*/>|[^>]*>[\\s\\S]*?</${prefix}${item}>)`, "g");
  return { name, items: Array.from(body.matchAll(element), (match) => match[0]) };
};

const replaceSection = (xml: string, prefix: string, name: string, items: readonly string[]): string =>
  xml.replace(
    new RegExp(`<${prefix}${name}(?=[\\s>])[^>]*>[\\s\\S]*?</${prefix}${name}>`),
    () => `<${prefix}${name} count="${items.length}">${items.join("")}</${prefix}${name}>`,
  );

const findOrAdd = ({ items }: Section, colour: string, xml: string): number => {
  const found = items.findIndex((item) => item.toUpperCase().includes(colour));
  return found >= 0 ? found : items.push(xml) - 1;
};

const fillXml = (prefix: string, colour: string): string =>
  `<${prefix}fill><${prefix}patternFill patternType="solid"><${prefix}fgColor rgb="${colour}"/><${prefix}bgColor indexed="64"/></${prefix}patternFill></${prefix}fill>`;

const borderXml = (prefix: string): string => {
  const side = (name: string): string =>
    `<${prefix}${name} style="thin"><${prefix}color rgb="${borderColour}"/></${prefix}${name}>`;
  return `<${prefix}border>${["left", "right", "top", "bottom"].map(side).join("")}<${prefix}diagonal/></${prefix}border>`;
};

const withAttributes = (xf: string, attributes: Readonly<Record<string, number>>): string => {
  const end = xf.search(/\s*\/?>/);
  let open = xf.slice(0, end);
  for (const [name, value] of Object.entries(attributes)) {
    open = `${open.replace(new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`), "")} ${name}="${value}"`;
  }
  return open + xf.slice(end);
};
