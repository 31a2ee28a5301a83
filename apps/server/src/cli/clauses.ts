import {
  type Clause,
  clauseKinds,
  clauses,
  type DocumentId,
  documentIds,
  isDocumentId,
  policyDocument,
} from "@qiangyi/policy/register";
import { type Coverage, isProved, readCoverage, uncovered } from "./clause-coverage.ts";
import type { Command } from "./command.ts";
import { parseArguments } from "./options.ts";
import { layOut } from "./text-table.ts";

/** 条款覆盖: per document and kind how many clauses there are and how many a passing test proves. */
export const clausesCommand: Command = async (args, terminal) => {
  const { operands, options, problems } = parseArguments(args, { document: documentIds, uncovered: "flag" });
  const wrong = [...problems, ...operands.map((operand) => `clauses 不接受参数“${operand}”`)];
  if (wrong.length > 0) {
    for (const problem of wrong) terminal.problem(problem);
    return 2;
  }
  const document = typeof options["document"] === "string" && isDocumentId(options["document"]) ? options["document"] : undefined;
  const coverage = readCoverage();
  terminal.print(report(coverage, document, options["uncovered"] === true));
  for (const { id, file } of coverage.unknown) terminal.problem(`${file}：测试标题中的 [${id}] 不在条款登记簿中`);
  return coverage.unknown.length > 0 ? 1 : 0;
};

const report = (coverage: Coverage, document: DocumentId | undefined, withIds: boolean): string => {
  const shown = document === undefined ? documentIds : [document];
  const blocks = [
    ...shown.map((id) => `${documentTable(coverage, id)}\n`),
    ...(withIds ? [uncoveredList(coverage, document)] : []),
    ...(coverage.runs.length === 0 ? ["本机没有测试运行记录，以下按测试文件中写明的条款编号统计，尚不知是否通过。"] : []),
    totalLine(coverage, document),
  ];
  return `${blocks.join("\n")}\n`;
};

const documentTable = (coverage: Coverage, id: DocumentId): string => {
  const all = clauses(id);
  const kinds = Object.entries(clauseKinds)
    .map(([kind, label]) => [label, all.filter((each) => each.kind === kind)] as const)
    .filter(([, ofKind]) => ofKind.length > 0);
  const rows = [...kinds, ["合计", all] as const].map(([label, ofKind]) => [
    `  ${label}`,
    String(ofKind.length),
    String(ofKind.filter((each) => isProved(coverage, each)).length),
  ]);
  const title = `${id}  ${policyDocument(id)?.number ?? ""}`;
  return `${title}\n${layOut([["  类别", "条款", "已证明"], ...rows], ["left", "right", "right"])}`;
};

const uncoveredList = (coverage: Coverage, document: DocumentId | undefined): string => {
  const line = (each: Clause) => {
    const failed = coverage.proofs.get(each.id)?.failed ?? 0;
    return [`  ${each.id}`, clauseKinds[each.kind], failed > 0 ? `${failed}个测试未通过` : each.gist];
  };
  return `未证明的条款\n${layOut(uncovered(coverage, document).map(line))}\n`;
};

/** The line with which `npm test` ends. */
const totalLine = (coverage: Coverage, document: DocumentId | undefined): string => {
  const all = clauses(document).length;
  const proved = all - uncovered(coverage, document).length;
  const basis =
    coverage.runs.length > 0 ? `proved by passing tests (${coverage.runs.join(", ")})` : "named by tests, no run recorded";
  return `Clause coverage: ${proved} of ${all} (${((proved / all) * 100).toFixed(1)}%)${document ? ` of ${document}` : ""} ${basis}`;
};
