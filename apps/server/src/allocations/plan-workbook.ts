import { type Fen, fen, inWanYuan, parseYuan, zero } from "@qiangyi/kernel";
import {
  claimCodes,
  type EvaluateInput,
  type EvaluateOutput,
  type FundingLineId,
  fundingLinesById,
  readingIn,
  readings,
} from "@qiangyi/policy";
import { clause } from "@qiangyi/policy/register";
import { type TableColumn, type TableRow, type TableSheet, writeTable } from "../documents/index.ts";
import { lineName } from "../policy/index.ts";
import { allocationSheet } from "./allocation-sheet.ts";
import { claimKey, directoryOf, placeClaims } from "./placed-claims.ts";
import { placeName } from "./places.ts";
import type { PlanMarks, ProposedClaim } from "./plan-marks.ts";

/** A plan in the layout of an official allocation annex, with its details, quantities, readings and decisions on further sheets. */
export const writePlanWorkbook = (input: EvaluateInput, output: EvaluateOutput, marks: PlanMarks = {}): Promise<Uint8Array> => {
  const directory = directoryOf(input);
  const claims = placeClaims(output, directory).map((placed): ProposedClaim => {
    const manual = marks.manual?.get(claimKey(placed.claim));
    return { ...placed, proposed: manual?.amount ?? placed.amount, manualReason: manual?.reason };
  });
  const institutionName = (id: string | null) => (id === null ? "" : (directory.institutions.get(id)?.name ?? id));
  const identity = marks.identity ?? `分配决定日${input.decisionDate}，依据${output.policy.number}`;
  return writeTable({
    sheets: [
      allocationSheet(claims, { input, marks, identity, institutionName }),
      detailSheet(claims, institutionName),
      quantitySheet(output),
      readingSheet(input, marks, identity),
    ],
    asOf: marks.asOf ?? input.decisionDate,
    ...(marks.exportedBy !== undefined && { exportedBy: marks.exportedBy }),
    demonstration: marks.isDemonstration ?? false,
  });
};

const text = (label: string, width?: number): TableColumn => ({ label, kind: "text", ...(width !== undefined && { width }) });
const wan = (label: string): TableColumn => ({ label, kind: "money-wan" });
const integer = (label: string): TableColumn => ({ label, kind: "integer" });
const code = (label: string, width?: number): TableColumn => ({ label, kind: "code", ...(width !== undefined && { width }) });

const codeTitles: ReadonlyMap<string, string> = new Map(claimCodes.map((each) => [each.code, each.title]));

/** 第七条（一）1, each place of the text once: people look clauses up by their place, not by our ids. */
const places = (ids: readonly string[]): string => [...new Set(ids.map((id) => clause(id)?.ref ?? id))].join("、");

const statuses = { payable: "应补", not_payable: "不补", decision_required: "待决定" } as const;

const detailSheet = (claims: readonly ProposedClaim[], institutionName: (id: string | null) => string): TableSheet => ({
  name: "明细",
  title: "分配明细与依据",
  unit: "万元",
  columns: [
    integer("序号"),
    text("项目", 20),
    code("年度", 8),
    code("对象编号", 14),
    text("名称", 26),
    text("地区", 16),
    text("机构", 26),
    text("结果", 8),
    wan("按标准应补"),
    wan("建议金额"),
    wan("挂起待决定"),
    wan("应收回"),
    text("提示", 22),
    text("条款", 26),
    text("说明", 60),
    text("手工金额理由", 30),
  ],
  totals: [
    {
      emphasis: "total",
      cells: [
        null,
        "合计",
        null,
        null,
        null,
        null,
        null,
        null,
        sumOf(claims, ({ amount }) => amount),
        sumOf(claims, ({ proposed }) => proposed),
        sumOf(claims, ({ held }) => held),
        sumOf(claims, ({ recovery }) => recovery),
      ],
    },
  ],
  rows: claims.map(({ claim, title, city, county, institution, amount, proposed, held, recovery, manualReason }, index) => [
    index + 1,
    lineName(claim.line),
    String(claim.year),
    claim.subject,
    title,
    placeName({ city, county }),
    institutionName(institution),
    statuses[claim.status],
    amount,
    proposed,
    held,
    recovery,
    claim.errors.map((each) => codeTitles.get(each) ?? each).join("、"),
    places(claim.clauses),
    claim.explanation.map((step) => step.text).join("；"),
    manualReason ?? "",
  ]),
});

const sumOf = (claims: readonly ProposedClaim[], of: (claim: ProposedClaim) => Fen): Fen =>
  fen(claims.reduce((total, claim) => total + of(claim), 0n));

const quantityKinds: Readonly<Record<string, string>> = {
  floor: "至少",
  planned: "计划数",
  approximate: "左右",
  aspiration: "力争",
  yearly: "每年",
  share: "占比",
  coverage: "覆盖",
};

const quantityGroups: Readonly<Record<string, string>> = {
  general: "综合医院",
  tcm: "中医医院",
  "maternal-child": "妇幼保健院",
  top: "拔尖学科",
  key: "重点学科",
  agricultural: "农业县",
  any: "任一类",
  stroke: "卒中",
  "chest-pain": "胸痛",
  trauma: "创伤",
};

const quantitySheet = ({ quantities }: EvaluateOutput): TableSheet => ({
  name: "数量",
  title: "数量与目标对照",
  unit: "个、人",
  columns: [
    text("项目", 22),
    text("性质", 10),
    text("分组", 12),
    code("年度", 8),
    integer("目标"),
    integer("实际"),
    integer("差额"),
    text("占比", 10),
  ],
  rows: quantities.map((quantity) => [
    lineName(quantity.line),
    quantityKinds[quantity.kind] ?? quantity.kind,
    quantity.group === undefined ? "" : (quantityGroups[quantity.group] ?? quantity.group),
    "year" in quantity && quantity.year !== undefined ? String(quantity.year) : "",
    "target" in quantity ? quantity.target : quantity.whole,
    "actual" in quantity ? quantity.actual : quantity.part,
    "difference" in quantity ? quantity.difference : null,
    "percent" in quantity ? `${quantity.percent}%` : "",
  ]),
});

const readingSheet = (input: EvaluateInput, { standards }: PlanMarks, identity: string): TableSheet => ({
  name: "口径与决定",
  title: "采用的口径、标准与决定",
  unit: "万元",
  columns: [text("类别", 10), text("支持项目", 26), text("问题或对象", 44), text("采用的值", 36), wan("金额"), text("依据", 30)],
  rows: [
    ...readings.map(({ key, question, clauses, values }): TableRow => {
      const value = readingIn(input.readings, key);
      const label = values.find((option) => option.value === value)?.label ?? "";
      const basis = input.readings?.[key] === undefined ? "默认口径" : "已记录的决定";
      return ["口径", "", question, label === "" ? value : label, null, `${basis}；${places(clauses)}`];
    }),
    ...Object.entries(standards ?? {}).flatMap(([line, amounts]) =>
      Object.entries(amounts).map(
        ([key, amount]): TableRow => [
          "情景标准",
          lineName(line as FundingLineId),
          fundingLinesById.get(line as FundingLineId)?.amountLabels[key as never] ?? key,
          inWanYuan(fen(BigInt(amount))),
          fen(BigInt(amount)),
          "只用于测算，与现行标准不同",
        ],
      ),
    ),
    ...(input.decisions ?? []).map(
      ({ line, subject, year, amount, reading, by, on, reason }): TableRow => [
        "决定",
        lineName(line),
        `${subject}　${year}年`,
        reading === undefined ? reason : `${reason}（口径${reading}）`,
        parseYuan(amount) ?? zero,
        `${by}，${on}`,
      ],
    ),
    ...(input.budgets ?? []).map(
      ({ line, year, amount }): TableRow => ["预算", lineName(line), `${year}年`, "", parseYuan(amount) ?? zero, ""],
    ),
  ],
  notes: [identity],
});
