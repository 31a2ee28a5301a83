export interface FormerRegion {
  readonly code: string;
  readonly name: string;
  readonly successor: string;
  readonly change: "renamed" | "merged" | "split";
}

const renamed = (code: string, name: string, successor: string): FormerRegion => ({ code, name, successor, change: "renamed" });
const merged = (code: string, name: string, successor: string): FormerRegion => ({ code, name, successor, change: "merged" });
const split = (code: string, name: string, successor: string): FormerRegion => ({ code, name, successor, change: "split" });

/**
 * Codes and names of 2017 that today's table no longer has. The days of the changes are left open: we have no document at hand
 * that gives them.
 */
export const formerRegions: readonly FormerRegion[] = [
  merged("140202", "大同市城区", "140213"),
  merged("140203", "大同市矿区", "140214"),
  split("140211", "大同市南郊区", "140213"),
  split("140211", "大同市南郊区", "140214"),
  renamed("140227", "大同县", "140215"),
  merged("140402", "长治市城区", "140403"),
  merged("140411", "长治市郊区", "140403"),
  renamed("140421", "长治县", "140404"),
  renamed("140424", "屯留县", "140405"),
  renamed("140481", "潞城市", "140406"),
  renamed("140624", "怀仁县", "140681"),
  renamed("140726", "太谷县", "140703"),
];

export const formerRegionsSource = "行政区划代码2017年版与现行版对照";
