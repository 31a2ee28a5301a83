import type { ExpertInput } from "@qiangyi/api";
import { dateInShanghai, display } from "@qiangyi/kernel";
import { identityKey } from "@qiangyi/projects";
import { sql } from "kysely";
import type { Lookups, ReadRow } from "../documents/index.ts";
import type { Actor, Clock, Tx } from "../platform/index.ts";
import { ImportCollision, type ImportTarget, type JudgedRow } from "../registers/index.ts";
import { institutionChoices, regionChoices } from "../registry/index.ts";
import {
  draftOf,
  expertFields,
  expertTemplate,
  inputOf,
  jobsText,
  type RowMisfit,
  rowOf,
  tiesText,
  type UnitsByName,
} from "./expert-workbook.ts";
import { allOfPool, lockExpert, type StoredExpert } from "./experts.store.ts";
import { poolOf } from "./organiser.ts";
import { vacateConflicts } from "./vacate-conflicts.ts";
import { enterExpert, rewriteExpert } from "./write-expert.ts";

/** 专家库 by workbook: the shared import flow asks, this answers. Each organiser has a pool of his own. */
export const expertImport: ImportTarget = {
  template: expertTemplate,
  permission: "experts.write",
  fields: expertFields,
  lookups: async (tx, actor) => ({ institutions: [], regions: await regionChoices(tx, actor) }),
  async *current(tx, actor) {
    const byNumber = (await allOfPool(tx, actor)).toSorted((a, b) => (a.number < b.number ? -1 : 1));
    for (const expert of byNumber) yield rowOf(expert.number, inputOf(expert));
  },
  revision: async (tx, actor) => {
    const { rows } = await sql<{ revision: string }>`
      select count(*) || '/' || coalesce(sum(version), 0) as revision from expert
      where province = ${actor.province} and city is not distinct from ${poolOf(actor)}`.execute(tx);
    return rows[0]?.revision ?? "";
  },
  find: async (tx, actor, rows, lookups) => {
    const pool = new Pool(await allOfPool(tx, actor));
    const units = await unitsByName(tx, actor);
    return rows.map((row) => judge(row, pool, units, lookups));
  },
  apply: async (tx, actor, rows, at) => {
    const clock: Clock = { now: () => at, today: () => dateInShanghai(at) };
    const units = await unitsByName(tx, actor);
    for (const { rowNumber, key, values } of rows) {
      const held = key === null ? undefined : await lockExpert(tx, actor, key);
      if (key !== null && !held) throw new ImportCollision(`第${rowNumber}行：专家库中已没有这名专家`);
      const input = draftOf(values, held && inputOf(held), units);
      if (Array.isArray(input)) throw new ImportCollision(`第${rowNumber}行：${input.map(({ reason }) => reason).join("；")}`);
      if (!held) await enterExpert(tx, actor, input, at);
      else {
        await rewriteExpert(tx, actor, held, input, at);
        await vacateConflicts(tx, actor, clock, held.id);
      }
    }
  },
  // New experts wait for the number, changes for their row.
  lock: async (tx, actor) => {
    await sql`insert into review_number (province, last) values (${actor.province}, 0) on conflict (province) do nothing`.execute(
      tx,
    );
    await sql`select last from review_number where province = ${actor.province} for update`.execute(tx);
    await sql`select id from expert where province = ${actor.province} and city is not distinct from ${poolOf(actor)} order by id for update`.execute(
      tx,
    );
  },
};

const unitsByName = async (tx: Tx, actor: Actor): Promise<UnitsByName> => {
  const units = await institutionChoices(tx, actor);
  return new Map([
    ...units.flatMap(({ id, otherNames }) => otherNames.map((name) => [identityKey(name), id] as const)),
    ...units.map(({ id, name }) => [identityKey(name), id] as const),
  ]);
};

/** The experts that a row may mean: by number; without one by name and unit. */
class Pool {
  readonly #byNumber = new Map<string, StoredExpert>();
  readonly #byName = new Map<string, StoredExpert[]>();

  constructor(experts: readonly StoredExpert[]) {
    for (const expert of experts) {
      this.#byNumber.set(expert.number, expert);
      const name = nameKey(expert.name, expert.unit_name);
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), expert]);
    }
  }

  meantBy({ number, name, unitName }: ReadRow["values"]): StoredExpert | undefined | RowMisfit {
    if (typeof number === "string")
      return (
        this.#byNumber.get(number.trim().toUpperCase()) ?? {
          field: "number",
          reason: `专家库中没有编号为“${number}”的专家；新登记的请留空`,
        }
      );
    const namesakes = this.#byName.get(nameKey(String(name), String(unitName))) ?? [];
    return namesakes.length > 1
      ? { field: "number", reason: `库中有${namesakes.length}名同单位的同名专家，请填写专家编号` }
      : namesakes[0];
  }
}

const nameKey = (name: string, unit: string): string => `${identityKey(name)}/${identityKey(unit)}`;

const judge = ({ rowNumber, values }: ReadRow, pool: Pool, units: UnitsByName, { regions }: Lookups): JudgedRow => {
  const meant = pool.meantBy(values);
  const before = meant && "id" in meant ? meant : undefined;
  const base: JudgedRow = {
    rowNumber,
    verdict: "wrong",
    identity: before?.id ?? nameKey(String(values["name"]), String(values["unitName"])),
    key: before?.id ?? null,
    values,
    errors: [],
    warnings: [],
    differences: [],
  };
  if (meant && !("id" in meant)) return { ...base, errors: [placed(meant)] };
  const draft = draftOf(values, before && inputOf(before), units);
  if (Array.isArray(draft)) return { ...base, errors: draft.map(placed) };
  const nameOfRegion = (code: string) => regions.find((region) => region.code === code)?.name ?? code;
  const differences = before ? differencesOf(inputOf(before), draft, nameOfRegion) : [];
  return {
    ...base,
    verdict: !before ? "new" : differences.length > 0 ? "changed" : "unchanged",
    warnings: draft.institution === null ? [`“${draft.unitName}”不在机构名录中，回避按单位名称核对`] : [],
    differences,
  };
};

const placed = ({ field, reason }: RowMisfit) => {
  const column = expertFields.find(({ name }) => name === field)?.label;
  return { ...(column !== undefined && { column }), field, reason };
};

const differencesOf = (before: ExpertInput, after: ExpertInput, nameOfRegion: (code: string) => string) =>
  expertFields.flatMap((field) => {
    const [was, is] = [shown(field.name, before, nameOfRegion), shown(field.name, after, nameOfRegion)];
    return was === is ? [] : [{ field: field.name, label: field.label, before: was, after: is }];
  });

/** What a column holds, whole: a list that is too long for a cell is compared too. */
const shown = (name: string, input: ExpertInput, nameOfRegion: (code: string) => string): string => {
  switch (name) {
    case "employments":
      return jobsText(input.employments) || "—";
    case "relations":
      return tiesText(input.relations) || "—";
    case "fields":
      return input.fields.join("、");
    case "region":
      return nameOfRegion(input.region);
    default: {
      const field = expertFields.find((one) => one.name === name);
      return field ? display(field, rowOf("", input)[name]) : "—";
    }
  }
};
