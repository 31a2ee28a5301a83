import type { ShareRoute } from "@qiangyi/api";
import { type Fen, fen, formatYuan, type PlainDate, parseYuan, zero } from "@qiangyi/kernel";
import { shareByLevel } from "@qiangyi/policy";
import { type PublishedProject, publishedProjects } from "../../allocations/index.ts";
import type { Actor, Tx } from "../../platform/index.ts";
import { directCounties } from "../notices/settings.store.ts";
import { methodFor, type SharingMethod, sharingMethods } from "./methods.store.ts";

/** A city or county as the keeper of a budget of its own. */
export interface Keeper {
  readonly region: string;
  readonly city: string;
  readonly county: string | null;
}

/** 370100 is a city's code, any other below the province a county's; the province keeps its budgets elsewhere. */
export const keeperOf = (region: string): Keeper | undefined => {
  if (region.endsWith("0000")) return undefined;
  return region.endsWith("00")
    ? { region, city: region, county: null }
    : { region, city: `${region.slice(0, 4)}00`, county: region };
};

export interface OwnShare extends PublishedProject {
  readonly route: ShareRoute;
  readonly method: SharingMethod | undefined;
  /** Percent of the own level; undefined where no method is recorded. */
  readonly percent: string | undefined;
  readonly share: Fen;
}

/** The projects fixed by the province at a place, and what the place's own budget is to bear of each (qiangyi-2024.art8.1.a, b). */
export const ownShares = async (
  tx: Tx,
  actor: Actor,
  { city, county }: Keeper,
  { year, today }: { readonly year: number; readonly today: PlainDate },
): Promise<{ readonly publishedOn: PlainDate | null; readonly shares: readonly OwnShare[] }> => {
  const published = await publishedProjects(tx, actor, { year, city, county });
  const methods = await sharingMethods(tx, actor.province);
  const direct = await directCounties(tx, actor.province, today);
  const level = county === null ? "city" : "county";
  const shares = (published?.projects ?? []).flatMap((project): OwnShare[] => {
    const route = routeOf(project, direct);
    // A city bears nothing of what does not pass through its hands.
    if (level === "city" && route === "direct-county") return [];
    const method = methodFor(methods, { line: project.line, route, year });
    return [{ ...project, route, method, percent: method && percentOf(method, level), share: shareOf(project, method, level) }];
  });
  return { publishedOn: published?.publishedOn ?? null, shares };
};

const routeOf = ({ county }: PublishedProject, direct: ReadonlySet<string>): ShareRoute => {
  if (county === null) return "city";
  return direct.has(county) ? "direct-county" : "county";
};

const percentOf = (method: SharingMethod, level: "city" | "county"): string =>
  level === "city" ? method.cityPercent : method.countyPercent;

const shareOf = ({ amountFen }: PublishedProject, method: SharingMethod | undefined, level: "city" | "county"): Fen => {
  if (method === undefined) return zero;
  const ratios = {
    province: Number(method.provincePercent),
    city: Number(method.cityPercent),
    county: Number(method.countyPercent),
  };
  const { shares } = shareByLevel({ amount: formatYuan(fen(amountFen)), ratios });
  return parseYuan(shares[level] ?? "0") ?? zero;
};
