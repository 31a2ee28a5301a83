import { type SearchHit, search } from "@qiangyi/api";
import { ok } from "@qiangyi/kernel";
import { findPlansByText } from "../allocations/index.ts";
import { handle, type Rooms } from "../platform/index.ts";
import { findPolicyByText } from "../policy/index.ts";
import { findEntriesByText } from "../registers/index.ts";
import { findInstitutionsByText, findRegionsByText } from "../registry/index.ts";

const shown = 6;

/** One box over all rooms; each room answers only what this person may see there. */
export const searchRoute = (rooms: Rooms): void =>
  handle(rooms, search, async ({ tx, actor, clock, query: { text } }) => {
    const more = `?q=${encodeURIComponent(text)}`;
    return ok({
      groups: [
        group("区划", await findRegionsByText(tx, actor, text, shown + 1), null),
        group("机构", await findInstitutionsByText(tx, actor, text, shown + 1), `/registry/institutions${more}`),
        group("政策条款", await findPolicyByText(tx, actor, clock.today(), text), `/policy/search${more}`),
        group("台账", await findEntriesByText(tx, actor, text, shown + 1), null),
        group("建议方案", await findPlansByText(tx, actor, text), null),
      ],
    });
  });

const group = (title: string, hits: SearchHit[], path: string | null) => ({
  title,
  hits: hits.slice(0, shown),
  more: hits.length > shown,
  path,
});
