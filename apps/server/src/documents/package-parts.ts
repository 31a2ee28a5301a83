import { attribute, tagsOf } from "./xml-text.ts";

const officeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** Where the notes of a sheet are kept: the two parts, and whether the sheet already refers to them. */
export interface NotePlaces {
  readonly comments: string;
  readonly drawing: string;
  readonly relations: string;
  /** Present when the sheet has no notes yet: what has to be added for it to have some. */
  readonly introduced: { readonly relationsXml: string; readonly drawingId: string } | undefined;
}

export const relationsPathOf = (part: string): string => part.replace(/([^/]+)$/, "_rels/$1.rels");

/** Finds the parts with the notes of a sheet, or names new ones that no part of the package has yet. */
export const findNotePlaces = (
  sheetPart: string,
  relations: string | undefined,
  taken: { has: (name: string) => boolean },
): NotePlaces => {
  const byType = new Map<string, string>();
  for (const tag of tagsOf(relations ?? "", "Relationship")) {
    byType.set((attribute(tag, "Type") ?? "").split("/").at(-1) ?? "", resolve(sheetPart, attribute(tag, "Target") ?? ""));
  }
  const [comments, drawing] = [byType.get("comments"), byType.get("vmlDrawing")];
  const path = relationsPathOf(sheetPart);
  if (comments !== undefined && drawing !== undefined) return { comments, drawing, relations: path, introduced: undefined };
  let number = 1;
  while (taken.has(`xl/comments${number}.xml`) || taken.has(`xl/drawings/vmlDrawing${number}.vml`)) number++;
  const added =
    `<Relationship Id="rIdQiangyiNotes" Type="${officeRelations}/comments" Target="../comments${number}.xml"/>` +
    `<Relationship Id="${drawingRelation}" Type="${officeRelations}/vmlDrawing" Target="../drawings/vmlDrawing${number}.vml"/>`;
  const opened = (relations ?? emptyRelations).replace(/<Relationships([^>]*)\/>/, "<Relationships$1></Relationships>");
  return {
    comments: `xl/comments${number}.xml`,
    drawing: `xl/drawings/vmlDrawing${number}.vml`,
    relations: path,
    introduced: { relationsXml: opened.replace("</Relationships>", `${added}</Relationships>`), drawingId: drawingRelation },
  };
};

const drawingRelation = "rIdQiangyiDrawing";
const emptyRelations =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';

const resolve = (part: string, target: string): string => {
  if (target.startsWith("/")) return target.slice(1);
  const path = part.split("/").slice(0, -1);
  for (const step of target.split("/")) {
    if (step === "..") path.pop();
    else if (step !== ".") path.push(step);
  }
  return path.join("/");
};

/** Declares the types of a new notes part and its drawing. */
export const withNoteTypes = (contentTypes: string, comments: string): string => {
  const vml = /Extension="vml"/i.test(contentTypes)
    ? ""
    : '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>';
  const override = `<Override PartName="/${comments}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/>`;
  return contentTypes.replace(/(<Types[^>]*>)/, `$1${vml}`).replace("</Types>", `${override}</Types>`);
};

/** Elements that may follow the reference to the notes' drawing; the schema fixes their order. */
const followers =
  /<(?:[\w.-]+:)?(?:legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)(?=[\s>/])|<\/(?:[\w.-]+:)?worksheet>/;

export const withNoteDrawing = (tail: string, prefix: string, drawingId: string): string => {
  const at = tail.search(followers);
  const element = `<${prefix}legacyDrawing xmlns:r="${officeRelations}" r:id="${drawingId}"/>`;
  return at < 0 ? tail : tail.slice(0, at) + element + tail.slice(at);
};
