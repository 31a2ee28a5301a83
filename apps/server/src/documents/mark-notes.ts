import { columnIndex } from "./sheet-cells.ts";
import { attribute, encodeText, tagsOf } from "./xml-text.ts";

/** Author of the notes that marking adds; by it they are found and removed in the next round. */
const author = "强医通校验";

/** More notes than this make table programs slow; the column 错误原因 names everything in any case. */
const mostNotes = 2_000;

export interface Note {
  /** "B5" */
  readonly cell: string;
  readonly text: string;
}

export interface NoteParts {
  readonly comments: string;
  readonly drawing: string;
}

export const emptyNotes: NoteParts = {
  comments:
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors/><commentList/></comments>',
  drawing:
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">' +
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">' +
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>',
};

/** Adds notes to those of the sheet, after taking off the ones of an earlier round. A note of the user's own on a cell stays alone. */
export const addNotes = (parts: NoteParts, notes: readonly Note[]): NoteParts => {
  const prefix = /<([\w.-]+:)?comments[\s>]/.exec(parts.comments)?.[1] ?? "";
  const { comments: cleaned, removed } = removeOwn(parts.comments);
  const taken = new Set(tagsOf(cleaned, "comment").map((tag) => attribute(tag, "ref") ?? ""));
  const added = notes.filter(({ cell }) => !taken.has(cell)).slice(0, mostNotes);
  const { xml, index } = withAuthor(cleaned, prefix);
  const entries = added.map(
    ({ cell, text }) =>
      `<${prefix}comment ref="${cell}" authorId="${index}"><${prefix}text><${prefix}r><${prefix}t xml:space="preserve">${encodeText(text)}</${prefix}t></${prefix}r></${prefix}text></${prefix}comment>`,
  );
  return {
    comments: insertInto(xml, `${prefix}commentList`, entries.join("")),
    drawing: withShapes(withoutShapes(parts.drawing, removed), added),
  };
};

const authorsOf = (comments: string): string[] =>
  Array.from(
    comments.matchAll(/<(?:[\w.-]+:)?author(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/(?:[\w.-]+:)?author>)/g),
    (match) => match[1] ?? "",
  );

const removeOwn = (comments: string): { comments: string; removed: ReadonlySet<string> } => {
  const own = String(authorsOf(comments).indexOf(author));
  const removed = new Set<string>();
  const kept = comments.replace(
    /<((?:[\w.-]+:)?)comment(?=[\s>])([^>]*)>[\s\S]*?<\/\1comment>/g,
    (whole, _prefix, tag: string) => {
      if (attribute(tag, "authorId") !== own) return whole;
      removed.add(attribute(tag, "ref") ?? "");
      return "";
    },
  );
  return { comments: kept, removed };
};

const withAuthor = (comments: string, prefix: string): { xml: string; index: number } => {
  const authors = authorsOf(comments);
  const known = authors.indexOf(author);
  return known >= 0
    ? { xml: comments, index: known }
    : { xml: insertInto(comments, `${prefix}authors`, `<${prefix}author>${author}</${prefix}author>`), index: authors.length };
};

/** Appends to an element, also to one that is written empty. */
const insertInto = (xml: string, element: string, content: string): string =>
  xml.includes(`</${element}>`)
    ? xml.replace(`</${element}>`, () => `${content}</${element}>`)
    : xml.replace(new RegExp(`<${element}(\\s[^>]*?)?\\s*/>`), () => `<${element}>${content}</${element}>`);

const withoutShapes = (drawing: string, cells: ReadonlySet<string>): string =>
  drawing.replace(/<v:shape\s[\s\S]*?<\/v:shape>/g, (shape) => {
    const row = /<x:Row>(\d+)<\/x:Row>/.exec(shape)?.[1];
    const column = /<x:Column>(\d+)<\/x:Column>/.exec(shape)?.[1];
    return [...cells].some((cell) => {
      const place = position(cell);
      return row === String(place.row) && column === String(place.column);
    })
      ? ""
      : shape;
  });

const withShapes = (drawing: string, notes: readonly Note[]): string => {
  const ids = Array.from(drawing.matchAll(/_x0000_s(\d+)/g), (match) => Number(match[1]));
  let id = ids.reduce((most, one) => Math.max(most, one), 1024);
  const shapes = notes.map(({ cell, text }) => {
    const { row, column } = position(cell);
    id++;
    const lines = Math.min(12, 2 + Math.ceil(text.length / 14));
    return (
      `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">` +
      '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>' +
      '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>' +
      `<x:Anchor>${column + 1},15,${row},2,${column + 4},15,${row + lines},4</x:Anchor><x:AutoFill>False</x:AutoFill>` +
      `<x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
    );
  });
  return drawing.replace(/<\/xml>\s*$/, () => `${shapes.join("")}</xml>`);
};

const position = (cell: string): { row: number; column: number } => {
  const [, letters = "A", digits = "1"] = /^([A-Z]+)(\d+)$/.exec(cell) ?? [];
  return { row: Number(digits) - 1, column: columnIndex(letters) };
};
