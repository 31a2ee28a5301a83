import { roleTitleOf } from "@qiangyi/api";
import { fen, minuteInShanghai } from "@qiangyi/kernel";
import type { TableColumn, TableSheet } from "../../documents/index.ts";
import { lineName } from "../../policy/index.ts";
import { actNames } from "../requests/words.ts";
import type { Gathered } from "./gather.ts";
import { voucherSheet } from "./voucher-sheet.ts";

const text = (label: string, width: number): TableColumn => ({ label, kind: "text", width });
const code = (label: string, width = 18): TableColumn => ({ label, kind: "code", width });
const integer = (label: string): TableColumn => ({ label, kind: "integer" });

/** The workbook of the archive, sheet by sheet as an auditor reads. */
export const sheetsOf = (gathered: Gathered): readonly TableSheet[] => {
  const numbers = new Map(gathered.payments.map(({ id, number }) => [id, number]));
  return [
    voucherSheet(gathered),
    checksSheet(gathered),
    trailSheet(gathered, numbers),
    movementsSheet(gathered, numbers),
    attachmentsSheet(gathered, numbers),
    refusalsSheet(gathered),
    logSheet(gathered),
  ];
};

type Numbers = ReadonlyMap<string, string>;

const checkStates = { pass: "通过", fail: "不通过", warn: "提示", none: "不适用" } as const;

const checksSheet = ({ payments }: Gathered): TableSheet => ({
  name: "自动检查",
  columns: [
    code("申请编号"),
    integer("序"),
    text("检查", 24),
    text("结果", 8),
    text("代码", 24),
    text("条款", 24),
    text("说明", 60),
  ],
  rows: payments.flatMap(({ number, checks }) =>
    checks.map((check, index) => [
      number,
      index + 1,
      check.title,
      checkStates[check.state],
      check.code,
      check.clause,
      check.text,
    ]),
  ),
});

const trailSheet = ({ steps, log }: Gathered, numbers: Numbers): TableSheet => ({
  name: "办理轨迹",
  columns: [
    code("申请编号"),
    integer("序"),
    text("环节", 14),
    text("办理人", 12),
    text("角色", 16),
    text("时间", 17),
    text("意见", 36),
    code("凭证"),
    code("日志序号", 12),
  ],
  rows: steps.map((step, index) => [
    numbers.get(step.request) ?? step.request,
    step.seq,
    actNames[step.act],
    step.by_name,
    roleTitleOf(step.by_role),
    minuteInShanghai(step.at),
    step.opinion,
    step.document,
    log.ofActs[index]?.toString() ?? "不在查阅范围",
  ]),
  notes: ["日志序号指“审计日志”中记下这一步的那一条；办理人不属本地区的，日志由其所在地区或省级查阅。"],
});

const kinds = { refund: "当年退款，恢复可用", recovery: "跨年退款，收回统筹", clearing: "核销预付" } as const;

const movementsSheet = ({ movements }: Gathered, numbers: Numbers): TableSheet => ({
  name: "退款与核销",
  unit: "元",
  columns: [
    code("申请编号"),
    { label: "日期", kind: "date" },
    text("种类", 20),
    { label: "金额", kind: "money-yuan" },
    code("凭证号"),
    text("事由", 36),
    text("登记", 12),
    text("登记时间", 17),
  ],
  rows: movements.map((row) => [
    numbers.get(row.request) ?? row.request,
    row.happened_on,
    kinds[row.kind],
    fen(row.amount_fen),
    row.voucher_number,
    row.reason,
    row.by_name,
    minuteInShanghai(row.at),
  ]),
});

const attachmentsSheet = ({ attachments }: Gathered, numbers: Numbers): TableSheet => ({
  name: "附件清单",
  columns: [code("申请编号"), integer("第几次提交"), text("文件名", 36), text("类型", 24), integer("字节"), text("SHA-256", 66)],
  rows: attachments.map((row) => [
    numbers.get(row.request) ?? row.request,
    row.round,
    row.name,
    row.media_type,
    Number(row.size_bytes),
    row.sha256,
  ]),
  notes: ["附件可在支付申请页逐份下载，用SHA-256核对是否同一份。"],
});

const refusalsSheet = ({ refusals, institutions }: Gathered): TableSheet => ({
  name: "被拦截的申请",
  unit: "元",
  columns: [
    text("时间", 17),
    text("单位", 26),
    text("支持项目", 22),
    text("用途", 30),
    { label: "金额", kind: "money-yuan" },
    text("代码", 24),
    text("条款", 24),
    text("原因", 50),
    text("经办", 12),
  ],
  rows: refusals.map((row) => [
    minuteInShanghai(row.at),
    institutions.get(row.institution) ?? row.institution,
    row.line === null ? "" : lineName(row.line),
    row.purpose,
    fen(row.amount_fen),
    row.code,
    row.clause,
    row.sentence,
    row.by_name,
  ]),
});

const logSheet = ({ log: { entries } }: Gathered): TableSheet => ({
  name: "审计日志",
  columns: [
    code("序号", 10),
    text("时间", 17),
    text("姓名", 12),
    text("角色", 20),
    text("操作", 40),
    text("对象", 50),
    text("结果", 8),
    text("地址", 16),
    text("上一条校验值", 66),
    text("本条校验值", 66),
  ],
  rows: entries.map((entry) => [
    String(entry.sequence),
    minuteInShanghai(entry.at),
    entry.actor_name,
    entry.roles.map(roleTitleOf).join("、"),
    entry.action,
    entry.object,
    entry.outcome === "done" ? "办成" : "被拒绝",
    entry.ip,
    entry.previous_hash,
    entry.hash,
  ]),
  notes: ["逐条的全部内容在同一压缩包的“审计日志.jsonl”中，可以自行重算校验值。"],
});
