import type { Excerpt, PolicyDocumentSummary, PolicyTextPart } from "@qiangyi/api";
import { inChinese, parseDate } from "@qiangyi/kernel";
import type { ReactNode } from "react";
import { Light } from "../ui/index.ts";

/** 2024年3月4日; the reason in words where there is no date. */
export const dateWords = (text: string | null, otherwise: string | null = "未载明"): string => {
  const day = text === null ? undefined : parseDate(text);
  return day === undefined ? (otherwise ?? "未载明") : inChinese(day);
};

const lights = { "not-yet": "neutral", "in-force": "good", expiring: "warning", expired: "bad", undated: "open" } as const;

export const ValidityLight = ({ validity }: { validity: PolicyDocumentSummary["validity"] }) => (
  <Light state={lights[validity.state]} text={validity.text} />
);

/** An excerpt with its hits marked. */
export const Highlighted = ({ excerpt: { text, hits } }: { excerpt: Excerpt }) => {
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const [from, to] of hits) {
    pieces.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  );
};

/** A passage of the official text as it is printed: label, then its paragraphs. */
export const OfficialPart = ({ part, anchor = true }: { part: PolicyTextPart; anchor?: boolean }) => {
  const paragraphs = part.body === "" ? [""] : part.body.split("\n");
  const isNumbered = part.kind === "article" || part.kind === "item";
  return (
    <div {...(anchor && { id: `text-${part.position}` })}>
      {part.kind === "chapter" && <p className="policy-label">{`${part.label} ${part.body}`}</p>}
      {part.kind !== "chapter" &&
        paragraphs.map((paragraph, index) => (
          // Paragraphs of a published version never move, so their place names them.
          <p key={`${part.position}-${paragraph.slice(0, 12)}-${index === 0}`}>
            {isNumbered && index === 0 ? `${part.label}${part.label.endsWith("条") ? "　" : ""}${paragraph}` : paragraph}
          </p>
        ))}
    </div>
  );
};
