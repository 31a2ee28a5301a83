import { type ReportDetail, type ReportEntry, type ReportRow, saveReportValue } from "@qiangyi/api";
import { blankEntry, type EnteredValue, hasParts, isBlankEntry, isLabelled, isSameJson, tidyNumber } from "@qiangyi/projects";
import { useMemo, useRef, useState } from "react";
import { ApiProblem, call } from "../../ui/index.ts";
import { AnswerKeeper } from "../../ui/saving/answer-keeper.ts";
import { unsentOf } from "../../ui/saving/unsent.ts";
import { useKeeping } from "../../ui/saving/use-keeping.ts";
import type { Cell, GridColumn } from "./grid-keys.ts";

/** One step that can be taken back: rows as they were before it. */
type Step = ReadonlyMap<string, EnteredValue>;

const isEntry = (value: unknown): value is EnteredValue =>
  typeof value === "object" && value !== null && "numerator" in value && "note" in value;

/** What stands in the grid of one report in this tab: saved row by row, kept without a connection, taken back step by step. */
export const useEntries = (report: ReportDetail, reportId: string, account: string) => {
  const [keeper] = useState(() => {
    const made = new AnswerKeeper({
      send: async (indicator, value, version) => {
        const entry: ReportEntry = isEntry(value) ? value : blankEntry;
        const saved = await call(saveReportValue, { params: { reportId, indicator }, body: { ...entry, version } });
        return { version: saved.version, savedAt: saved.savedAt };
      },
      problemOf: (error) => {
        if (error instanceof ApiProblem) return error.problem;
        throw error;
      },
      storage: unsentOf(`qiangyi.indicators.${account}.${reportId}.`),
      isSecret: () => false,
      delay: 800,
      retryEvery: 5_000,
    });
    made.absorb(storedOf(report.rows));
    made.restore();
    return made;
  });
  const stored = useMemo(() => storedOf(report.rows), [report.rows]);
  const kept = useKeeping(keeper, stored, "indicators");
  const entries = useMemo(
    () => new Map([...kept].map(([code, { value }]) => [code, isEntry(value) ? value : blankEntry])),
    [kept],
  );
  const past = useRef<Step[]>([]);
  const typedIn = useRef<string | undefined>(undefined);
  const entryOf = (code: string): EnteredValue => entries.get(code) ?? blankEntry;

  const put = (changed: ReadonlyMap<string, EnteredValue>) => {
    for (const [code, entry] of changed) keeper.put(code, entry);
  };
  const remember = (codes: Iterable<string>) => {
    past.current = [...past.current.slice(-99), new Map([...codes].map((code) => [code, entryOf(code)]))];
  };

  /** Typing in one cell is one step, however many letters. */
  const type = (row: ReportRow, column: GridColumn, text: string) => {
    const cell = `${row.code}.${column}`;
    if (typedIn.current !== cell) remember([row.code]);
    typedIn.current = cell;
    put(new Map([[row.code, withText(entryOf(row.code), column, text)]]));
  };
  /** Left cells show numbers in plain notation and are sent at once. */
  const leave = (row: ReportRow) => {
    typedIn.current = undefined;
    const before = entryOf(row.code);
    const entry = tidied(row, before);
    if (!isSameJson(before, entry)) put(new Map([[row.code, entry]]));
    void keeper.flush();
  };
  /** A pasted block or a filled column: one step. */
  const set = (rows: readonly ReportRow[], cells: readonly (Cell & { readonly text: string })[]) => {
    const changed = new Map<string, EnteredValue>();
    for (const { row: at, column, text } of cells) {
      const row = rows[at];
      if (row) changed.set(row.code, tidied(row, withText(changed.get(row.code) ?? entryOf(row.code), column, text)));
    }
    remember(changed.keys());
    put(changed);
    void keeper.flush();
  };
  const confirm = (code: string, isConfirmed: boolean) => {
    remember([code]);
    put(new Map([[code, { ...entryOf(code), isConfirmed }]]));
    void keeper.flush();
  };
  const undo = () => {
    const step = past.current.at(-1);
    if (!step) return;
    past.current = past.current.slice(0, -1);
    typedIn.current = undefined;
    put(step);
    void keeper.flush();
  };
  return { keeper, kept, entries, entryOf, type, leave, set, confirm, undo };
};

/** A number that changes is no longer the one that was confirmed. */
const withText = (entry: EnteredValue, column: GridColumn, text: string): EnteredValue => {
  const changed = { ...entry, [column]: text };
  return column === "note" ? changed : { ...changed, isConfirmed: false };
};

/** As the server will store it: a text that is no number stays, so that it is seen and can be mended. */
const tidied = (row: ReportRow, entry: EnteredValue): EnteredValue => {
  const number = (text: string) => (text.trim() === "" ? "" : (tidyNumber(text, row.unit) ?? text.trim()));
  const tidy = {
    ...entry,
    value: isLabelled(row) ? entry.value.normalize("NFKC").replace(/\s|级$/g, "") : number(entry.value),
    numerator: number(entry.numerator),
    denominator: number(entry.denominator),
    note: entry.note.trim(),
  };
  return isBlankEntry(tidy) ? { ...tidy, isConfirmed: false } : tidy;
};

const storedOf = (rows: readonly ReportRow[]) =>
  rows.map(({ code, value, numerator, denominator, note, isConfirmed, version, enteredAt }) => ({
    question: code,
    value: { value, numerator, denominator, note, isConfirmed } satisfies EnteredValue,
    version,
    savedAt: enteredAt ?? "",
  }));

/** A ratio takes its parts, or a ready-made value while both are empty; everything else takes its value. */
export const takesInput = (row: ReportRow, entry: EnteredValue, column: GridColumn): boolean => {
  if (column === "note") return true;
  if (!hasParts(row)) return column === "value";
  const hasValue = entry.value !== "";
  return column === "value" ? hasValue : !hasValue;
};
