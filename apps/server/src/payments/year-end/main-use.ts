import { listMainUse, type RouteAnswer } from "@qiangyi/api";
import { fen, formatYuan, ok, parseYuan, type Result, zero } from "@qiangyi/kernel";
import { categoryLabel, mainShare, type UseScopeId, useScopes } from "@qiangyi/policy";
import { sql } from "kysely";
import { handle, type Rooms, within } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { institutionNames } from "../../registry/index.ts";

interface SpentRow {
  readonly institution: string;
  readonly line: string;
  readonly category: string;
  readonly spent: bigint;
}

const isScope = (line: string): line is UseScopeId => Object.hasOwn(useScopes, line);

/** 主要用于: what each unit spent of each line by category, with a warning where the main use is under half (A38). */
export const mainUseRoutes = (rooms: Rooms): void =>
  handle(rooms, listMainUse, async ({ tx, actor, query }): Promise<Result<RouteAnswer<typeof listMainUse>, never>> => {
    const { rows } = await sql<SpentRow>`
      select institution, line, category, sum(amount_fen - refunded_fen)::bigint as spent from payment_request
      where ${within(actor, "payment_request")} and state = 'paid' and year = ${query.year}
      group by 1, 2, 3 having sum(amount_fen - refunded_fen) > 0 order by 1, 2, 4 desc`.execute(tx);
    const names = await institutionNames(
      tx,
      actor,
      rows.map(({ institution }) => institution),
    );
    const groups = new Map<string, SpentRow[]>();
    for (const row of rows) {
      const key = JSON.stringify([row.institution, row.line]);
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    return ok({ rows: [...groups.values()].flatMap((group) => shownGroup(group, names)) });
  });

const shownGroup = (group: readonly SpentRow[], names: ReadonlyMap<string, string>): RouteAnswer<typeof listMainUse>["rows"] => {
  const [first] = group;
  if (first === undefined || !isScope(first.line)) return [];
  const { line, institution } = first;
  const { main, clause, mainUse } = useScopes[line];
  const share = mainShare(
    line,
    group.map(({ category, spent }) => ({ category, amount: formatYuan(fen(spent)) })),
  );
  return [
    {
      institution,
      holderName: names.get(institution) ?? institution,
      line,
      lineName: lineName(line),
      mainUse,
      clause,
      mainFen: String(parseYuan(share.main) ?? zero),
      totalFen: String(parseYuan(share.total) ?? zero),
      percent: share.percent,
      warning: share.findings[0]?.text ?? null,
      categories: group.map(({ category, spent }) => ({
        label: categoryLabel(category),
        isMain: main.some((each) => each === category),
        amountFen: String(spent),
      })),
    },
  ];
};
