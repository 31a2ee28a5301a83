import { type EntrySort, exportEntries, type RouteAnswer } from "@qiangyi/api";
import { display, type Field, minuteInShanghai, ok, parseYuan, type Result, refuse } from "@qiangyi/kernel";
import { regionsByCode } from "@qiangyi/policy";
import { streamTable, type TableCell, type TableColumn, type TableColumnKind } from "../documents/index.ts";
import { type Actor, type Download, handle, type Rooms, type Tx } from "../platform/index.ts";
import { registersById } from "./declarations.ts";
import { stateNames } from "./entry.ts";
import { canSort, type EntryFilter, entryPage } from "./list-entries.ts";
import { type ListRefusal, listAnswers } from "./refusals.ts";
import { fieldOf, type Register } from "./register.ts";
import { shownEntries } from "./shown-entry.ts";
import { spool } from "./spool.ts";

type Shown = RouteAnswer<typeof import("@qiangyi/api").listEntries>["items"][number];

/** What the screen shows, with its filter and order, or all fields of the same rows. */
export const exportEntriesRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    exportEntries,
    async ({ tx, actor, clock, params, query }): Promise<Result<Download, ListRefusal>> => {
      const register = registersById.get(params.register);
      if (!register) return refuse({ code: "register-not-found" });
      if (!canSort(register, query.sort)) return refuse({ code: "sort-not-offered" });
      const fields = query.fields === "all" ? register.fields : register.columns.flatMap((name) => fieldOf(register, name) ?? []);
      const content = await spool(
        streamTable({
          sheets: [
            {
              name: register.title,
              ...(fields.some(({ kind }) => kind === "money") && { unit: "元" }),
              filterText: filterText(query),
              columns: columnsOf(fields),
              rows: rowsOf(tx, actor, register, query, fields),
            },
          ],
          asOf: minuteInShanghai(clock.now()),
          exportedBy: actor.name,
          demonstration: rooms.isDemo,
        }),
      );
      return ok({
        name: `${register.title}${clock.today().replaceAll("-", "")}.xlsx`,
        contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        content,
      });
    },
    listAnswers,
  );

const kinds: Record<Field["kind"], TableColumnKind> = {
  text: "text",
  integer: "integer",
  year: "code",
  date: "date",
  money: "money-yuan",
  boolean: "text",
  choice: "text",
  institution: "text",
  region: "text",
};

const columnsOf = (fields: readonly Field[]): TableColumn[] => [
  { label: "记录编号", kind: "code" },
  ...fields.map(({ label, kind }): TableColumn => ({ label, kind: kinds[kind] })),
  { label: "佐证文号", kind: "text" },
  { label: "文件日期", kind: "date" },
  { label: "状态", kind: "text" },
];

async function* rowsOf(
  tx: Tx,
  actor: Actor,
  register: Register,
  filter: EntryFilter,
  fields: readonly Field[],
): AsyncGenerator<TableCell[]> {
  let after: string | undefined;
  do {
    const page = await entryPage(tx, actor, register, filter, 1_000, after);
    for (const entry of await shownEntries(tx, actor, register, page.rows)) {
      yield [
        entry.entryNo,
        ...fields.map((field) => cellOf(field, entry)),
        entry.evidence.documentNumber,
        entry.evidence.documentDate,
        stateNames[entry.state],
      ];
    }
    after = page.next ?? undefined;
  } while (after !== undefined);
}

const cellOf = (field: Field, { values, names }: Shown): TableCell => {
  const value = values[field.name];
  if (value === undefined || value === null) return null;
  if (field.kind === "money") return parseYuan(String(value)) ?? String(value);
  if (field.kind === "institution" || field.kind === "region") return names[String(value)] ?? String(value);
  return field.kind === "choice" || field.kind === "boolean"
    ? display(field, value)
    : field.kind === "year"
      ? String(value)
      : value;
};

const sortTexts: Record<EntrySort, string> = {
  date: "按日期从早到晚",
  "-date": "按日期从晚到早",
  institution: "按机构编号顺序",
  "-institution": "按机构编号倒序",
  county: "按区划代码顺序",
  "-county": "按区划代码倒序",
  amount: "按数额从小到大",
  "-amount": "按数额从大到小",
};

const filterText = ({ q, city, county, institution, year, state, sort }: EntryFilter): string =>
  [
    ...((county ?? city) ? [regionsByCode.get(county ?? city ?? "")?.name ?? ""] : []),
    ...(institution === undefined ? [] : [`机构${institution}`]),
    ...(year === undefined ? [] : [`${year}年`]),
    ...(state === undefined ? [] : [stateNames[state]]),
    ...(q === undefined || q === "" ? [] : [`含“${q}”`]),
    sortTexts[sort],
  ].join("，");
