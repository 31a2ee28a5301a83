import { comparePolicyTexts, policyText, policyTexts } from "@qiangyi/api";
import { ok, type Refusal, refuse } from "@qiangyi/kernel";
import { type Call, handle, type Rooms, type Tx } from "../platform/index.ts";
import { type ComparedRow, compareParts } from "./compare-texts.ts";
import { describeText, describeVersion } from "./describe-text.ts";
import { visibleDocument } from "./openness.ts";
import { findText, partsOf, type TextHead, textsOf } from "./texts.store.ts";

type ReadRefusal = Refusal<"document-not-found"> | Refusal<"text-not-found">;
type CompareRefusal = Refusal<"text-not-found"> | Refusal<"texts-of-different-documents">;

export const readTextRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    policyTexts,
    async ({ tx, actor, clock, params }) => {
      const visible = await visibleDocument(tx, actor, clock.today(), params.document);
      if (!visible) return refuse<ReadRefusal>({ code: "document-not-found" });
      return ok({ versions: (await textsOf(tx, params.document)).map((head) => describeVersion(head, actor)) });
    },
    { "document-not-found": [404, "没有这份文件，或者它不公开"], "text-not-found": [404, "没有这个原文版本"] },
  );

  handle(
    rooms,
    policyText,
    async ({ tx, actor, clock, params }) => {
      const head = await visibleText(tx, { actor, clock }, params.text);
      return head
        ? ok(describeText(head, await partsOf(tx, head.id), actor))
        : refuse<Refusal<"text-not-found">>({ code: "text-not-found" });
    },
    { "text-not-found": [404, "没有这个原文版本"] },
  );

  handle(
    rooms,
    comparePolicyTexts,
    async ({ tx, actor, clock, params, query }) => {
      const before = await visibleText(tx, { actor, clock }, query.with);
      const after = await visibleText(tx, { actor, clock }, params.text);
      if (!before || !after) return refuse<CompareRefusal>({ code: "text-not-found" });
      if (before.document !== after.document) return refuse<CompareRefusal>({ code: "texts-of-different-documents" });
      const rows = compareParts(await partsOf(tx, before.id), await partsOf(tx, after.id));
      const count = (state: ComparedRow["state"]) => rows.filter((row) => row.state === state).length;
      return ok({
        before: describeVersion(before, actor),
        after: describeVersion(after, actor),
        counts: { same: count("same"), changed: count("changed"), added: count("added"), removed: count("removed") },
        rows: [...rows],
      });
    },
    { "text-not-found": [404, "没有这个原文版本"], "texts-of-different-documents": [422, "两个版本不属于同一份文件，不能比较"] },
  );
};

/** Row-level security keeps drafts from everybody outside the province's offices; the document itself must be readable too. */
const visibleText = async (
  tx: Tx,
  { actor, clock }: Pick<Call<typeof policyText>, "actor" | "clock">,
  id: string,
): Promise<TextHead | undefined> => {
  const head = await findText(tx, id);
  return head && (await visibleDocument(tx, actor, clock.today(), head.document)) ? head : undefined;
};
