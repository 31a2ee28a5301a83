import {
  exportFindings,
  findingGrades,
  findingSources,
  findingStates,
  type ListedFinding,
  listFindings,
  measureKinds,
  type RouteAnswer,
} from "@qiangyi/api";
import { date, fen, minuteInShanghai, ok, type PlainDate, type Result } from "@qiangyi/kernel";
import { type TableCell, type TableColumn, writeTable } from "../documents/index.ts";
import { type Actor, type Download, handle, type Rooms, type Tx } from "../platform/index.ts";
import { countFindings, type FindingFilter, findingPage } from "./findings.store.ts";
import { shownFindings } from "./shown-finding.ts";

export const listFindingsRoutes = (rooms: Rooms): void => {
  handle(rooms, listFindings, async ({ tx, actor, clock, query }): Promise<Result<RouteAnswer<typeof listFindings>, never>> => {
    const today = clock.today();
    const { after, limit, ...filter } = query;
    const { items, next } = await pageOf(tx, actor, today, { ...filter, after, limit });
    return ok({ items, next, total: await countFindings(tx, actor, today, filter) });
  });

  handle(rooms, exportFindings, async ({ tx, actor, clock, query }): Promise<Result<Download, never>> => {
    const content = await writeTable({
      sheets: [
        { name: "问题与整改", unit: "元", filterText: filterText(query), columns, rows: rowsOf(tx, actor, clock.today(), query) },
      ],
      asOf: minuteInShanghai(clock.now()),
      exportedBy: actor.name,
      demonstration: rooms.isDemo,
    });
    return ok({
      name: `问题与整改${clock.today().replaceAll("-", "")}.xlsx`,
      contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      content,
    });
  });
};

const pageOf = async (
  tx: Tx,
  actor: Actor,
  today: PlainDate,
  asked: FindingFilter & { readonly after?: string | undefined; readonly limit: number },
): Promise<{ readonly items: ListedFinding[]; readonly next: string | null }> => {
  const rows = await findingPage(tx, actor, today, asked);
  const shown = rows.slice(0, asked.limit);
  const last = shown.at(-1);
  const next = rows.length > asked.limit && last ? `${last.is_overdue ? 1 : 0}|${last.id}` : null;
  return { items: await shownFindings(tx, actor, shown, today), next };
};

const columns: readonly TableColumn[] = [
  { label: "编号", kind: "code" },
  { label: "问题", kind: "text", width: 40 },
  { label: "来源", kind: "text" },
  { label: "等级", kind: "text" },
  { label: "状态", kind: "text" },
  { label: "地区", kind: "text" },
  { label: "涉及项目、单位", kind: "text", width: 40 },
  { label: "金额", kind: "money-yuan" },
  { label: "提出部门", kind: "text" },
  { label: "提出时间", kind: "text" },
  { label: "整改责任单位", kind: "text" },
  { label: "整改期限", kind: "date" },
  { label: "逾期", kind: "text" },
  { label: "措施", kind: "text" },
];

async function* rowsOf(tx: Tx, actor: Actor, today: PlainDate, filter: FindingFilter): AsyncGenerator<TableCell[]> {
  let after: string | undefined;
  do {
    const { items, next } = await pageOf(tx, actor, today, { ...filter, after, limit: 500 });
    for (const item of items) yield cellsOf(item);
    after = next ?? undefined;
  } while (after !== undefined);
}

const cellsOf = (item: ListedFinding): TableCell[] => [
  item.number,
  item.title,
  findingSources[item.source],
  findingGrades[item.grade],
  findingStates[item.state],
  item.regionName,
  item.subject,
  item.amountFen === null ? null : fen(BigInt(item.amountFen)),
  item.raised.office,
  minuteInShanghai(new Date(item.raised.at)),
  item.owner?.name ?? null,
  item.dueOn === null ? null : date(item.dueOn),
  item.daysLate === null ? null : `CORRECTION_OVERDUE 逾期${item.daysLate}日`,
  item.measures.map((kind) => measureKinds[kind]).join("、"),
];

const filterText = ({ text, state, grade, source, year, overdue, open }: FindingFilter): string =>
  [
    ...(year === undefined ? [] : [`${year}年`]),
    ...(state === undefined ? [] : [findingStates[state]]),
    ...(grade === undefined ? [] : [`等级${findingGrades[grade]}`]),
    ...(source === undefined ? [] : [findingSources[source]]),
    ...(overdue === "true" ? ["整改逾期"] : []),
    ...(open === "true" ? ["未办结"] : []),
    ...(text === undefined || text === "" ? [] : [`含“${text}”`]),
    "逾期的在前，按登记从新到旧",
  ].join("，");
