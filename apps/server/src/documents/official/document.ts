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

/** 附件说明: one attachment stands without a number, several with. */
export const attachmentNotes = (annexes: readonly Annex[]): readonly string[] =>
  annexes.map(({ title }, index) => {
    const lead = index === 0 ? "附件：" : "　　　";
    return annexes.length === 1 ? `${lead}${title}` : `${lead}${index + 1}.${title}`;
  });

export const annexHeading = (annexes: readonly Annex[], index: number): string =>
  annexes.length === 1 ? "附件" : `附件${index + 1}`;
