import type { PlainDate } from "@qiangyi/kernel";
import type { Annex } from "./annex.ts";

/** 公文 as GB/T 9704-2012 knows it. This room lays it out and knows nothing of what it says. */
export interface OfficialDocument {
  /** 发文机关, the one that leads first; its number is the document's. */
  readonly issuers: readonly string[];
  /** 发文字号 as 晋财社〔2025〕12号; null while it has none. */
  readonly number: string | null;
  readonly title: string;
  /** 主送机关, without the colon. */
  readonly addressee: string;
  readonly body: readonly BodyPart[];
  readonly annexes: readonly Annex[];
  /** 成文日期; null while it is a draft. */
  readonly signedOn: PlainDate | null;
  /** 附注 as 此件公开发布, without brackets. */
  readonly remark?: string;
  readonly copiedTo: readonly string[];
  readonly printedBy: string;
  /** Laid over every page: 草稿, 演示数据. */
  readonly watermark?: string;
}

export interface BodyPart {
  /** heading: 一、 in 黑体; subheading: （一） in 楷体. Numbering is the writer's. */
  readonly kind: "text" | "heading" | "subheading";
  readonly text: string;
}

/** Measures of the standard in millimetres and points. 156 × 225 mm hold 22 lines of 28 characters of 三号 (16 pt). */
export const layout = {
  page: { width: 210, height: 297 },
  margin: { top: 37, left: 28, right: 26, bottom: 35 },
  text: { size: 16, line: 28.95 },
  title: { size: 22, line: 34 },
  mark: { size: 44 },
  small: { size: 14, line: 24 },
} as const;

export const points = (millimetres: number): number => (millimetres * 72) / 25.4;

/** One line of the 附件说明. Names stand below each other; one attachment has no number, several have. */
export interface AttachmentNote {
  readonly lead: "附件：" | "";
  readonly number: string;
  readonly title: string;
}

export const attachmentNotes = (annexes: readonly Annex[]): readonly AttachmentNote[] =>
  annexes.map(({ title }, index) => ({
    lead: index === 0 ? "附件：" : "",
    number: annexes.length === 1 ? "" : `${index + 1}.`,
    title,
  }));

export const annexHeading = (annexes: readonly Annex[], index: number): string =>
  annexes.length === 1 ? "附件" : `附件${index + 1}`;

/** Lines of the type area that a paragraph fills, the two blanks before it included. */
const linesOf = ({ text }: BodyPart): number => Math.ceil((text.length + 2) / 28);
/** So many lines move to the next page at most for the sake of the signature, lest half a page be left blank. 附件说明 goes with it in any case. */
const keptLines = (annexes: readonly Annex[]): number => (annexes.length > 0 ? 5 : 11);

/**
 * How many parts at the end of the body stay on one page with the signature: 落款 never stands on a page without text (GB/T 9704), and no heading stands without
 * what it is over. None, where the last part is too long: then it breaks by itself.
 */
export const partsWithSignature = ({ body, annexes }: Pick<OfficialDocument, "body" | "annexes">): number => {
  const last = body.at(-1);
  if (last === undefined || linesOf(last) > keptLines(annexes)) return 0;
  const before = body.at(-2);
  return before !== undefined && before.kind !== "text" ? 2 : 1;
};
