import type { FiscalMode, RegionItem } from "@qiangyi/api";
import type { PlainDate } from "@qiangyi/kernel";
import type { DecisionRow, RegionRow } from "./regions.store.ts";

interface Former {
  readonly successor: string;
  readonly name: string;
}

/** What a decision says on a day: of those in effect the one that took effect last, of two on one day the one recorded last. */
const inForce = (decisions: readonly DecisionRow[], region: string, subject: DecisionRow["subject"], day: PlainDate) =>
  decisions.findLast(
    (decision) =>
      decision.region === region &&
      decision.subject === subject &&
      decision.effective_from <= day &&
      (decision.effective_to === null || day <= decision.effective_to),
  );

/** 市管县 unless a decision says otherwise: the list of 省直管县 could not be verified, so none is built in. */
export const fiscalModeOf = (decisions: readonly DecisionRow[], region: string, day: PlainDate): FiscalMode =>
  inForce(decisions, region, "fiscal-mode", day)?.fiscal_mode ?? "CITY_MANAGED";

export const isAgricultural = (decisions: readonly DecisionRow[], region: string, day: PlainDate): boolean | null =>
  inForce(decisions, region, "agricultural", day)?.agricultural ?? null;

export const regionItem = (
  row: RegionRow,
  former: readonly Former[],
  decisions: readonly DecisionRow[],
  day: PlainDate,
): RegionItem => ({
  code: row.code,
  name: row.name,
  kind: row.kind,
  parent: row.parent,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  initials: row.initials,
  formerNames: former.filter(({ successor }) => successor === row.code).map(({ name }) => name),
  fiscalMode: fiscalModeOf(decisions, row.code, day),
  isAgricultural: isAgricultural(decisions, row.code, day),
});

const expectedCounties = 91;

/**
 * 第七条（三）1 counts 91 county-level units outside urban districts. Another number does not stop anything, because divisions
 * change, but whoever reads the registry must see it.
 */
export const countyCheck = (regions: readonly { kind: RegionItem["kind"] }[]) => {
  const actual = regions.filter(({ kind }) => kind === "county" || kind === "county-level-city").length;
  const warning =
    actual === expectedCounties
      ? null
      : `县和县级市共${actual}个，与资金管理办法第七条（三）1所称${expectedCounties}个不一致，请核对区划变更`;
  return { expected: expectedCounties, actual, warning };
};
