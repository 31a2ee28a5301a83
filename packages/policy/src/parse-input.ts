import { type Field, misfit, ok, parseDate, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { EvaluateInput, Fact } from "./contract.ts";
import { type FactType, factTypes, factTypesByType, institutionFields } from "./facts.ts";
import { fundingLines } from "./qiangyi-2024/catalogue.ts";
import { acceptsReading, readings, readingsByKey } from "./readings.ts";
import { type Region, regionOf, regionsByCode } from "./regions.ts";

/** One thing that keeps an input from being evaluated: where it is, what is wrong and what to write instead. */
export interface InputProblem {
  readonly path: string;
  readonly message: string;
}

export type InputRefusal = Refusal<"input-not-well-formed", { readonly problems: readonly InputProblem[] }>;

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the input of the contract and reports all problems at once. What it returns is the input itself: nothing is filled in,
 * rounded or guessed.
 */
export const parseInput = (json: unknown): Result<EvaluateInput, InputRefusal> => {
  const reader = new InputReader();
  reader.input(json);
  return reader.problems.length === 0
    ? ok(json as EvaluateInput)
    : refuse({ code: "input-not-well-formed", problems: reader.problems });
};

const field = (name: string, label: string, kind: Field["kind"], extra: Partial<Field> = {}): Field => ({
  name,
  label,
  kind,
  required: true,
  ...extra,
});

const lineField = field("line", "支持项目", "choice", {
  choices: fundingLines.map(({ id, name }) => ({ value: id, label: name })),
});
const amountField = field("amount", "金额", "money");
const yearField = field("year", "年度", "year");
const subjectField = field("subject", "对象", "text");

const budgetFields = [lineField, yearField, amountField];
const allocatedFields = [lineField, subjectField, yearField, amountField];
const decisionFields = [
  ...allocatedFields,
  field("reading", "采用的理解", "text", { required: false }),
  field("by", "决定机关", "text"),
  field("on", "决定日期", "date"),
  field("reason", "理由", "text"),
];
const proposedFields = [
  field("id", "编号", "text"),
  ...allocatedFields,
  field("payee", "收款单位", "institution", { required: false }),
  field("item", "支付内容", "text", { required: false }),
];
const regionFields = [
  field("name", "名称", "text"),
  field("kind", "类型", "choice", {
    choices: ["city", "district", "county-level-city", "county"].map((value) => ({ value, label: value })),
  }),
  field("parent", "上级区划", "region", { required: false }),
];

const inputProperties = [
  "policy",
  "decisionDate",
  "years",
  "readings",
  "decisions",
  "regions",
  "institutions",
  "facts",
  "budgets",
  "allocated",
  "proposed",
];

/** A fact type prepared for reading thousands of facts: flat fields, and the objects of dotted names. */
interface FactForm {
  readonly flat: readonly Field[];
  readonly nested: ReadonlyMap<string, readonly Field[]>;
  readonly names: ReadonlySet<string>;
}

const formOf = ({ fields }: FactType): FactForm => {
  const nested = new Map<string, Field[]>();
  for (const each of fields) {
    const [owner = "", inner] = each.name.split(".");
    if (inner !== undefined) nested.set(owner, [...(nested.get(owner) ?? []), { ...each, name: inner, required: true }]);
  }
  const flat = fields.filter(({ name }) => !name.includes("."));
  return { flat, nested, names: new Set(["id", "type", ...flat.map(({ name }) => name), ...nested.keys()]) };
};

const factForms: ReadonlyMap<string, FactForm> = new Map(factTypes.map((entry) => [entry.type, formOf(entry)]));

class InputReader {
  readonly problems: InputProblem[] = [];
  private readonly institutions = new Set<string>();
  private readonly regions = new Map<string, Region>(regionsByCode);

  input(json: unknown): void {
    if (!this.isObject(json, "$")) return;
    this.onlyKnown(json, "$", inputProperties);
    if (json["policy"] !== undefined && json["policy"] !== "qiangyi-2024")
      this.report("$.policy", "没有这个文件；目前可写qiangyi-2024，或不写");
    this.check(field("decisionDate", "分配决定日期", "date"), json, "$");
    if (json["years"] !== undefined) this.years(json["years"]);
    if (json["readings"] !== undefined) this.readings(json["readings"]);
    if (json["regions"] !== undefined) this.extraRegions(json["regions"]);
    this.rows(json, "institutions", true, (row, path, seen) => this.institution(row, path, seen));
    this.rows(json, "facts", true, (row, path, seen) => this.fact(row, path, seen));
    this.rows(json, "decisions", false, (row, path) => this.decision(row, path));
    this.rows(json, "budgets", false, (row, path) => this.flatRow(row, path, budgetFields));
    this.rows(json, "allocated", false, (row, path) => this.flatRow(row, path, allocatedFields));
    this.rows(json, "proposed", false, (row, path, seen) => {
      this.flatRow(row, path, proposedFields);
      this.unique(row["id"], `${path}.id`, seen);
    });
  }

  private report(path: string, message: string): void {
    this.problems.push({ path, message });
  }

  private isObject(value: unknown, path: string): value is Json {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return true;
    this.report(path, "应为JSON对象，写作{…}");
    return false;
  }

  private onlyKnown(value: Json, path: string, known: readonly string[] | ReadonlySet<string>): void {
    const names = known instanceof Set ? known : new Set(known as readonly string[]);
    for (const name of Object.keys(value))
      if (!names.has(name)) this.report(member(path, name), `没有这一项，请删去；可写的有${[...names].join("、")}`);
  }

  private check(each: Field, row: Json, path: string): boolean {
    const reason = misfit(each, row[each.name]);
    if (reason === undefined) return true;
    this.report(member(path, each.name), `${each.label}${reason}`);
    return false;
  }

  private rows(json: Json, name: string, required: boolean, read: (row: Json, path: string, seen: Set<string>) => void): void {
    const list = json[name];
    if (list === undefined && !required) return;
    if (!Array.isArray(list)) {
      this.report(`$.${name}`, list === undefined ? "必填，没有时写空数组[]" : "应为数组，写作[…]");
      return;
    }
    const seen = new Set<string>();
    list.forEach((row: unknown, index) => {
      const path = `$.${name}[${index}]`;
      if (this.isObject(row, path)) read(row, path, seen);
    });
  }

  private flatRow(row: Json, path: string, fields: readonly Field[]): void {
    this.onlyKnown(
      row,
      path,
      fields.map(({ name }) => name),
    );
    for (const each of fields) this.check(each, row, path);
  }

  private unique(id: unknown, path: string, seen: Set<string>): void {
    if (typeof id !== "string") return;
    if (seen.has(id)) this.report(path, `编号“${id}”重复，请改为不重复的编号`);
    seen.add(id);
  }

  private years(value: unknown): void {
    if (!Array.isArray(value)) {
      this.report("$.years", "应为年份数组，如[2024,2025]");
      return;
    }
    value.forEach((year: unknown, index) => {
      const reason = misfit(yearField, year ?? undefined);
      if (reason !== undefined) this.report(`$.years[${index}]`, `年度${reason}`);
    });
  }

  private readings(value: unknown): void {
    if (!this.isObject(value, "$.readings")) return;
    for (const [key, choice] of Object.entries(value)) {
      const path = member("$.readings", key);
      const entry = readingsByKey.get(key);
      if (entry === undefined) {
        this.report(path, `没有这个条文理解，请从下列键中选：${readings.map((each) => each.key).join("、")}`);
        continue;
      }
      const text = typeof choice === "number" ? String(choice) : choice;
      if (typeof text !== "string" || !acceptsReading(entry, text)) {
        const values = entry.values.map((option) => option.value).join("、");
        this.report(path, `没有这个取值，可写${values}${entry.form ? `，或${entry.form.hint}` : ""}`);
      }
    }
  }

  private extraRegions(value: unknown): void {
    if (!this.isObject(value, "$.regions")) return;
    for (const [code, row] of Object.entries(value)) {
      const path = member("$.regions", code);
      if (!/^\d{6}$/.test(code)) this.report(path, "键应为六位行政区划代码");
      if (regionsByCode.has(code)) this.report(path, "内置区划已有这个代码，请删去");
      if (!this.isObject(row, path)) continue;
      const before = this.problems.length;
      this.flatRow(row, path, regionFields);
      if (this.problems.length === before)
        this.regions.set(code, regionOf(code, String(row["name"]), row["kind"] as Region["kind"]));
    }
  }

  private institution(row: Json, path: string, seen: Set<string>): void {
    this.flatRow(row, path, institutionFields);
    this.unique(row["id"], `${path}.id`, seen);
    if (typeof row["id"] === "string") this.institutions.add(row["id"]);
    this.knownRegion(row["region"], `${path}.region`);
  }

  private knownRegion(code: unknown, path: string): void {
    if (typeof code === "string" && /^\d{6}$/.test(code) && !this.regions.has(code))
      this.report(path, `没有区划${code}，请改用区划表中的代码，或在regions中补充`);
  }

  private county(code: unknown, path: string): void {
    this.knownRegion(code, path);
    const region = typeof code === "string" ? this.regions.get(code) : undefined;
    if (region !== undefined && region.level !== 3) this.report(path, `${region.name}不是县级区划，请填县（市、区）的代码`);
  }

  private fact(row: Json, path: string, seen: Set<string>): void {
    this.check(field("id", "编号", "text"), row, path);
    this.unique(row["id"], `${path}.id`, seen);
    const form = typeof row["type"] === "string" ? factForms.get(row["type"]) : undefined;
    if (form === undefined) {
      this.report(`${path}.type`, `没有这种事实，可写${[...factTypesByType.keys()].join("、")}`);
      return;
    }
    this.onlyKnown(row, path, form.names);
    for (const each of form.flat) {
      const value = row[each.name];
      if (!this.check(each, row, path) || value === undefined) continue;
      if (each.kind === "institution" && !this.institutions.has(String(value)))
        this.report(`${path}.${each.name}`, `${each.label}“${String(value)}”不在institutions中，请先列出该机构`);
      if (each.kind === "region") this.county(value, `${path}.${each.name}`);
    }
    for (const [name, fields] of form.nested) {
      const value = row[name];
      if (value !== undefined && this.isObject(value, `${path}.${name}`)) this.flatRow(value, `${path}.${name}`, fields);
    }
    this.dateOrder(row as unknown as Fact, path);
  }

  private dateOrder(fact: Fact, path: string): void {
    if (fact.type !== "secondment" && fact.type !== "national-rural-programme") return;
    const [from, to] = [fact.from, fact.to].map((day) => (typeof day === "string" ? parseDate(day) : undefined));
    if (from !== undefined && to !== undefined && from > to)
      this.report(`${path}.from`, `开始日期${from}晚于结束日期${to}，请更正其中一个`);
  }

  private decision(row: Json, path: string): void {
    this.flatRow(row, path, decisionFields);
    const chosen = row["reading"];
    if (typeof chosen === "string" && !readings.some((entry) => acceptsReading(entry, chosen)))
      this.report(`${path}.reading`, "没有这个取值，请写条文理解中的一个取值，或不写");
  }
}

const member = (path: string, name: string): string =>
  /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
