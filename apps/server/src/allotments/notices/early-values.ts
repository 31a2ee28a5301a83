import type { DraftEntryValue } from "@qiangyi/api";
import type { NoticeRow } from "./notice.ts";

/** What each cell of an early draft says, by line and region. */
export const earlyValues = (
  rows: readonly Pick<NoticeRow, "line" | "destinationCity" | "destinationCounty" | "now">[],
): ReadonlyMap<string, DraftEntryValue> =>
  new Map(
    rows.map(({ line, destinationCity, destinationCounty, now }) => [
      `cell/${line}/${destinationCounty ?? destinationCity ?? ""}`,
      String(now),
    ]),
  );
