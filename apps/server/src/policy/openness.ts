import type { PlainDate } from "@qiangyi/kernel";
import { documents, type PolicyDocument } from "@qiangyi/policy/register";
import type { Actor, Tx } from "../platform/index.ts";
import { valuesInForce } from "./in-force.ts";

export type Openness = "主动公开" | "依申请公开" | "不予公开";

/** What a recorded decision says, else what the document says of itself. */
export const opennessIn = (recorded: ReadonlyMap<string, unknown>, document: PolicyDocument): Openness => {
  const value = recorded.get(document.id);
  return value === "依申请公开" || value === "不予公开" ? value : "主动公开";
};

/** Anonymous visitors read a public document from the day of its issue; one without a date is known to be issued already. */
const isVisible = (document: PolicyDocument, openness: Openness, actor: Actor, today: PlainDate): boolean =>
  actor.level !== "public" || (openness === "主动公开" && (document.issued === null || document.issued <= today));

export interface VisibleDocument {
  readonly document: PolicyDocument;
  readonly openness: Openness;
}

/**
 * The documents that the actor may read, their open dates filled in by what was recorded: the issue date of the 5G regulation
 * is also the first day of its validity (qiangyi A52), the day of settlement its last.
 */
export const visibleDocuments = async (tx: Tx, actor: Actor, today: PlainDate): Promise<readonly VisibleDocument[]> => {
  const openness = await valuesInForce(tx, "openness", today);
  const settings = await valuesInForce(tx, "setting", today);
  return documents
    .map((document) => ({ document: withRecordedDates(document, settings), openness: opennessIn(openness, document) }))
    .filter((each) => isVisible(each.document, each.openness, actor, today));
};

export const visibleDocument = async (tx: Tx, actor: Actor, today: PlainDate, id: string): Promise<VisibleDocument | undefined> =>
  (await visibleDocuments(tx, actor, today)).find(({ document }) => document.id === id);

const withRecordedDates = (document: PolicyDocument, settings: ReadonlyMap<string, unknown>): PolicyDocument => {
  if (document.id !== "5g-2022") return document;
  const [issued, settled] = [settings.get("5g.issueDate"), settings.get("5g.settledOn")];
  return {
    ...document,
    issued: typeof issued === "string" ? (issued as PlainDate) : document.issued,
    issuedNote: typeof issued === "string" ? "由有权用户据印发件录入" : document.issuedNote,
    effective: {
      ...document.effective,
      from: typeof issued === "string" ? (issued as PlainDate) : document.effective.from,
      to: typeof settled === "string" ? (settled as PlainDate) : document.effective.to,
    },
  };
};
