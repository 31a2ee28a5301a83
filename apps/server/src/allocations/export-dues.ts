import { downloadDues } from "@qiangyi/api";
import { dateInShanghai, type Fen, fen, ok, type Refusal, refuse } from "@qiangyi/kernel";
import { clause } from "@qiangyi/policy/register";
import { type TableColumn, type TableSheet, writeTable } from "../documents/index.ts";
import { type Answers, handle, type Rooms } from "../platform/index.ts";
import { lineName } from "../policy/index.ts";
import { regionName } from "../registry/index.ts";
import { dueView } from "./due-views.ts";
import { type DueFilter, type DueRow, findDues } from "./dues.store.ts";
import { currentOf } from "./list-dues.ts";
import type { Publication } from "./publications.store.ts";

const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const everything = { after: undefined, limit: 1_000_000 };

type NotPublished = Refusal<"not-published">;

const answers: Answers<NotPublished> = {
  "not-published": [404, "这一年的方案还没有发布，没有可导出的内容", "发布后再导出"],
};

/** The same rows as the page, under the same filter, 合计 first. */
export const exportDuesRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    downloadDues,
    async ({ tx, actor, query, clock }) => {
      const publication = await currentOf(tx, actor, query.year);
      if (!publication) return refuse({ code: "not-published" });
      const filter = { line: query.line, status: query.status, text: query.text };
      const rows = await findDues(tx, { actor, publicationId: publication.id, region: query.region }, filter, everything);
      const content = await writeTable({
        sheets: [sheetOf(publication, rows, filterText(filter, query.region))],
        asOf: dateInShanghai(clock.now()),
        exportedBy: actor.name,
        demonstration: rooms.isDemo,
      });
      return ok({ name: `${query.year}年应补明细（万元）.xlsx`, contentType: spreadsheet, content });
    },
    answers,
  );

const statuses = { payable: "应补", not_payable: "不补", decision_required: "待决定" } as const;

const filterText = ({ line, status, text }: DueFilter, region: string | undefined): string =>
  [
    ...(region === undefined ? [] : [`地区：${regionName(region)}`]),
    ...(line === undefined ? [] : [`支持项目：${lineName(line)}`]),
    ...(status === undefined ? [] : [`结果：${statuses[status as keyof typeof statuses]}`]),
    ...(text === undefined || text === "" ? [] : [`搜索：${text}`]),
  ].join("；");

const text = (label: string, width: number): TableColumn => ({ label, kind: "text", width });
const wan = (label: string): TableColumn => ({ label, kind: "money-wan" });

const columns: readonly TableColumn[] = [
  { label: "序号", kind: "integer" },
  text("支持项目", 22),
  text("名称", 28),
  text("地区", 16),
  text("机构", 28),
  { label: "对象编号", kind: "code", width: 14 },
  text("结果", 8),
  wan("本级应补"),
  wan("按标准应补"),
  wan("挂起待决定"),
  wan("应收回"),
  wan("整条金额"),
  wan("此前已分配"),
  text("提示", 24),
  text("条款", 26),
];

const sheetOf = (publication: Publication, rows: readonly DueRow[], filtered: string): TableSheet => {
  const sum = (of: (row: DueRow) => Fen) => fen(rows.reduce((total, row) => total + of(row), 0n));
  return {
    name: "应补明细",
    title: `${publication.year}年应补明细`,
    unit: "万元",
    ...(filtered !== "" && { filterText: filtered }),
    columns,
    totals: [
      {
        emphasis: "total",
        cells: [
          null,
          "合计",
          ...Array<null>(5).fill(null),
          sum(({ proposed }) => proposed),
          sum(({ due }) => due),
          sum(({ held }) => held),
          sum(({ recovery }) => recovery),
        ],
      },
    ],
    rows: rows.map((row, index) => [
      index + 1,
      lineName(row.line),
      row.title,
      row.place,
      row.institutionName ?? "",
      row.subject,
      statuses[row.status],
      row.proposed,
      row.due,
      row.held,
      row.recovery,
      row.whole,
      row.stands ? row.allocated : null,
      [...dueView(row).hints.map(({ title }) => title), ...(row.manual === null ? [] : ["手工金额"])].join("、"),
      [...new Set(row.clauses.map((id) => clause(id)?.ref ?? id))].join("、"),
    ]),
    notes: [
      `依据${publication.title}第${publication.version}版，${publication.publishedOn}发布，分配决定日${publication.decisionDate}。`,
      "只含本级范围内的部分；几家机构共享一条的，整条金额大于本级应补。是否下达、下达多少以资金下达文件为准。",
    ],
  };
};
