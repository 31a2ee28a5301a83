import { listRegions, type RegionItem, showRegion } from "@qiangyi/api";
import { ok, type PlainDate, refuse } from "@qiangyi/kernel";
import { handle, type Rooms, type Tx } from "../platform/index.ts";
import { findDecisions, findFormerRegions, findRegions } from "./regions.store.ts";
import { countyCheck, regionItem } from "./regions.ts";

const isValidOn = (day: PlainDate) => (region: RegionItem) =>
  (region.validFrom === null || region.validFrom <= day) && (region.validTo === null || day <= region.validTo);

const regionsOn = async (tx: Tx, province: string, day: PlainDate) => {
  const rows = await findRegions(tx, province);
  const former = await findFormerRegions(tx, province);
  const decisions = await findDecisions(tx, province);
  return { items: rows.map((row) => regionItem(row, former, decisions, day)), former, decisions };
};

export const showRegionsRoutes = (rooms: Rooms): void => {
  handle(rooms, listRegions, async ({ tx, actor, query, clock }) => {
    const day = (query.onDate as PlainDate | undefined) ?? clock.today();
    const { items } = await regionsOn(tx, actor.province, day);
    const valid = items.filter(isValidOn(day));
    return ok({ items: valid, countyCheck: countyCheck(valid) });
  });

  handle(
    rooms,
    showRegion,
    async ({ tx, actor, params, clock }) => {
      const { items, former, decisions } = await regionsOn(tx, actor.province, clock.today());
      const region = items.find(({ code }) => code === params.code);
      if (!region) return refuse({ code: "region-not-found" });
      return ok({
        region,
        above: pathTo(region, items),
        history: former
          .filter(({ successor }) => successor === region.code)
          .map(({ code, name, successor, change, until, source }) => ({ code, name, successor, change, until, source })),
        decisions: decisions
          .filter((decision) => decision.region === region.code)
          .map((decision) => ({
            id: decision.id,
            subject: decision.subject,
            fiscalMode: decision.fiscal_mode,
            isAgricultural: decision.agricultural,
            effectiveFrom: decision.effective_from,
            effectiveTo: decision.effective_to,
            basisDoc: decision.basis_doc,
            reason: decision.reason,
            decidedBy: decision.decided_by,
            recordedAt: decision.recorded_at.toISOString(),
          }))
          .reverse(),
      });
    },
    { "region-not-found": [404, "没有这个区划代码", "请在区划树中选择"] },
  );
};

const pathTo = (region: RegionItem, items: readonly RegionItem[]): { code: string; name: string }[] => {
  const parent = items.find(({ code }) => code === region.parent);
  return parent ? [...pathTo(parent, items), { code: parent.code, name: parent.name }] : [];
};
