import type { DraftEntryValue } from "@qiangyi/api";
import type { DistributionHead, DraftRow } from "./draft.store.ts";
import type { Source } from "./sources.ts";

/** What each place of a draft says. */
export const valuesOf = (
  { title, note }: Pick<DistributionHead, "title" | "note">,
  rows: readonly Pick<DraftRow, "upstreamRow" | "receiver" | "thisFen">[],
  sources: readonly Source[],
): ReadonlyMap<string, DraftEntryValue> => {
  const fixed = new Set(sources.filter(({ receiver }) => receiver !== undefined).map(({ row }) => row.rowNo));
  return new Map<string, DraftEntryValue>([
    ["title", title],
    ["note", note],
    ...rows.map(({ upstreamRow, receiver, thisFen }): [string, DraftEntryValue] =>
      fixed.has(upstreamRow) ? [`fixed/${upstreamRow}`, true] : [`cell/${upstreamRow}/${receiver}`, thisFen.toString()],
    ),
  ]);
};
