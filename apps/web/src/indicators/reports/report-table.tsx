import type { ReportDetail, ReportRow } from "@qiangyi/api";
import { isBlankEntry, isLabelled, numberOfEntry, numberText, type ReportFinding } from "@qiangyi/projects";
import { Light, ScrollBox } from "../../ui/index.ts";
import { byCategory, changeFrom, pastText, targetText } from "./words.ts";

interface ReportTableProps {
  readonly report: ReportDetail;
  readonly isFlaggedFirst: boolean;
}

/** The values beside the last period, the same period of last year and the target; what needs a look stands on top. */
export const ReportTable = ({ report, isFlaggedFirst }: ReportTableProps) => {
  const remarksOf = (row: ReportRow) => remarks(row, report.findings);
  const changed = report.isCorrection ? report.rows.filter(isChanged) : [];
  const flagged = report.rows.filter((row) => remarksOf(row).length > 0 && !changed.includes(row));
  const first = [
    [`更正的${changed.length}项`, changed],
    ...(isFlaggedFirst ? [[`须先看的${flagged.length}项`, flagged] as const] : []),
  ] as const;
  const shownFirst = first.flatMap(([, rows]) => rows);
  const rest = report.rows.filter((row) => !shownFirst.includes(row));
  const groups: readonly (readonly [string, readonly ReportRow[]])[] =
    shownFirst.length > 0 ? [...first, ["其余各项", rest]] : byCategory(report.rows);
  return (
    <ScrollBox label="报表数值">
      <table className="report-grid report-read">
        <thead>
          <tr>
            <th scope="col">指标</th>
            {["分子", "分母", "本期", ...(report.isCorrection ? ["更正前"] : []), "上期", "环比", "上年同期", "同比"].map(
              (title) => (
                <th scope="col" className="number" key={title}>
                  {title}
                </th>
              ),
            )}
            <th scope="col">目标</th>
            <th scope="col">说明与提示</th>
          </tr>
        </thead>
        {groups
          .filter(([, rows]) => rows.length > 0)
          .map(([title, rows]) => (
            <tbody key={title}>
              <tr className="grid-section">
                <th scope="rowgroup" colSpan={report.isCorrection ? 11 : 10}>
                  {title}
                </th>
              </tr>
              {rows.map((row) => (
                <Row key={row.code} row={row} remarks={remarksOf(row)} isCorrection={report.isCorrection} />
              ))}
            </tbody>
          ))}
      </table>
    </ScrollBox>
  );
};

interface Remark {
  readonly state: "warning" | "open" | "bad";
  readonly text: string;
}

/** What a second pair of eyes should look at: explained jumps, confirmed slips, missing numbers, hints. */
const remarks = (
  row: ReportRow,
  findings: readonly Pick<ReportFinding, "indicator" | "severity" | "message">[],
): readonly Remark[] => {
  const own = findings.filter(({ indicator }) => indicator === row.code);
  return [
    ...own.map(({ severity, message }): Remark => ({ state: severity === "warning" ? "open" : "bad", text: message })),
    ...(row.isConfirmed ? [{ state: "warning", text: "与以往或目标相差50倍以上，填报人已确认" } as const] : []),
    ...(isBlankEntry(row) ? [{ state: "open", text: "无数据" } as const] : []),
  ];
};

const Row = ({ row, remarks: own, isCorrection }: { row: ReportRow; remarks: readonly Remark[]; isCorrection: boolean }) => {
  const now = numberOfEntry(row, row);
  const before = row.approved && { period: "", isComparable: true, ...nulled(row.approved) };
  return (
    <tr className={isCorrection && isChanged(row) ? "is-changed" : ""}>
      <th scope="row" className="grid-title">
        <span className="grid-name">
          {row.title}
          {row.unit !== "" && <span className="grid-unit">（{row.unit}）</span>}
        </span>
      </th>
      <td className="number">{row.numerator === "" ? "" : numberOr(row.numerator)}</td>
      <td className="number">{row.denominator === "" ? "" : numberOr(row.denominator)}</td>
      <td className="number">
        <strong>{shownNow(row)}</strong>
      </td>
      {isCorrection && <td className="number">{before ? pastText(row, before) : "—"}</td>}
      <td className="number">{pastText(row, row.lastPeriod)}</td>
      <td className="number">{changeFrom(row, now, row.lastPeriod)}</td>
      <td className="number">{pastText(row, row.lastYear)}</td>
      <td className="number">{changeFrom(row, now, row.lastYear)}</td>
      <td>{targetText(row)}</td>
      <td className="grid-remarks">
        {row.note !== "" && <div>{row.note}</div>}
        {own.map(({ state, text }) => (
          <Light key={text} state={state} text={text} />
        ))}
      </td>
    </tr>
  );
};

/** Of a correction: whether the row says another thing than what stands. */
const isChanged = (row: ReportRow): boolean =>
  row.approved !== null &&
  (["value", "numerator", "denominator"] as const).some((part) => row[part] !== (row.approved?.[part] ?? ""));

const nulled = ({ value, numerator, denominator }: NonNullable<ReportRow["approved"]>) => ({
  value: value || null,
  numerator: numerator || null,
  denominator: denominator || null,
});

const numberOr = (text: string): string => {
  const [whole = "", decimals] = text.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (decimals === undefined ? "" : `.${decimals}`);
};

const shownNow = (row: ReportRow): string => {
  if (isLabelled(row)) return row.value === "" ? "—" : row.value;
  const now = numberOfEntry(row, row);
  return now ? numberText(now) : isBlankEntry(row) ? "—" : "无数据";
};
