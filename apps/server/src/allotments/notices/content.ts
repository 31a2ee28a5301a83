import { canonicalJson, sha256 } from "../../allocations/index.ts";
import type { Notice, NoticeRow } from "./notice.ts";
import type { Settlement } from "./rows.store.ts";

/** What both sides sign: the whole content of a notice but its number, which it gets when it is issued. */
export const contentSha256 = (notice: Notice, rows: readonly NoticeRow[], settlements: readonly Settlement[]): string => {
  const { id, kind, fund, issuer, year, title, planId, upstreamId, trackTag, wording } = notice;
  const content = { id, kind, fund, issuer, year, title, planId, upstreamId, trackTag, wording, rows, settlements };
  const plain = JSON.parse(
    JSON.stringify(content, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value)),
  );
  return sha256(canonicalJson(plain));
};
