import { marks, titleLevels } from "./definition.ts";
import { aFlag, aNumber, aRecord, aText, byKind, listOf, matching, oneOf, orNull, type Shape } from "./definition-shape.ts";
import { programmeIds } from "./programmes.ts";

/* What a CallDefinition looks like as JSON. The type in definition.ts says the same to the compiler. */

const id = matching(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, "编号应以字母开头，由字母、数字和短横组成，至多40个");
const clause = matching(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "应为条款编号");
const code = matching(/^\d{6}$/, "应为六位行政区划代码");
const wordsOf = (...allowed: readonly string[]): Shape => listOf(oneOf(allowed), { min: 1, max: 10 });
const affiliations = wordsOf("province", "city", "county", "township");
const tiers = wordsOf("tertiary", "secondary", "primary", "unrated");
const classes = wordsOf("general", "tcm", "maternal-child", "specialised", "township-centre", "integrated");
const mark = oneOf(Object.keys(marks));
const rule = (required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  aRecord({ rule: aText(), clause, sentence: aText(), ...required }, optional);

const eligibility = byKind("rule", {
  affiliation: rule({ in: affiliations }),
  tier: rule({ in: tiers }, { orMarked: mark }),
  class: rule({ in: classes, otherwise: oneOf(["refuse", "warn"]) }, { note: mark }),
  ownership: rule({ in: wordsOf("public", "private") }),
  region: rule({ within: listOf(code, { min: 1, max: 130 }) }),
  institution: rule(
    { anyOf: listOf(aRecord({}, { affiliation: affiliations, tier: tiers, class: classes, marked: mark }), { min: 1, max: 10 }) },
    { exception: mark },
  ),
  age: rule({ question: id, atMost: aNumber({ min: 1, max: 120 }) }),
  title: rule({ question: id, obtained: id, atLeast: oneOf(titleLevels) }),
  statement: rule({ question: id }),
});

const when = aRecord({ question: id, is: (value, path) => (typeof value === "boolean" ? [] : aText()(value, path)) });
const choices = listOf(aRecord({ value: aText({ max: 60 }), label: aText({ max: 60 }) }), {
  min: 2,
  max: 100,
  empty: "至少两个选项",
});

const asked = { kind: aText(), id, label: aText({ max: 100 }), required: aFlag } as const;
const askedMore = {
  clause,
  help: aText({ max: 300, min: 0 }),
  identity: oneOf(["specialty", "centre", "person", "equipment", "text"]),
  personal: oneOf(["id-number", "phone", "birth-date"]),
} as const;
const integerMore = {
  atLeast: aNumber({ min: -1_000_000, max: 1_000_000_000 }),
  atMost: aNumber({ min: -1_000_000, max: 1_000_000_000 }),
  unit: aText({ max: 20, min: 0 }),
} as const;

const kinds = (more: Readonly<Record<string, Shape>>) => {
  const simple = (extra: Readonly<Record<string, Shape>> = {}, optional: Readonly<Record<string, Shape>> = {}) =>
    aRecord({ ...asked, ...extra }, { ...more, ...optional });
  return {
    text: simple({ maxLength: aNumber({ min: 1, max: 500 }) }),
    integer: simple({}, integerMore),
    money: simple(),
    date: simple({}, { after: id }),
    "yes-no": simple(),
    choice: simple({ choices }),
  };
};

const column = byKind("kind", kinds(askedMore));
const whole = { ...askedMore, when } as const;
const question = byKind("kind", {
  ...kinds(whole),
  "long-text": aRecord({ ...asked, maxLength: aNumber({ min: 1, max: 100_000 }) }, whole),
  choices: aRecord({ ...asked, choices }, whole),
  element: aRecord({ ...asked, mayBeMissing: aFlag }, { ...whole, material: id }),
  table: aRecord(
    { ...asked, columns: listOf(column, { min: 1, max: 20, empty: "至少一列" }), maxRows: aNumber({ min: 1, max: 500 }) },
    { ...whole, sum: aRecord({ column: id, equals: id }) },
  ),
});

const amount = matching(/^[1-9]\d{0,15}$/, "应为大于零的金额");

const required = {
  programme: oneOf(programmeIds),
  route: oneOf(["by-affiliation", "organiser-only"]),
  eligibility: listOf(eligibility, { max: 20 }),
  quotas: listOf(
    aRecord(
      {
        of: oneOf(["declared", "chosen"]),
        per: oneOf(["call", "city", "county", "unit"]),
        atMost: aNumber({ min: 1, max: 100_000 }),
      },
      { clause },
    ),
    { max: 10 },
  ),
  sections: listOf(
    aRecord(
      { id, title: aText({ max: 60 }), questions: listOf(question, { min: 1, max: 60, empty: "至少一个问题" }) },
      { clause, help: aText({ max: 500, min: 0 }) },
    ),
    { min: 1, max: 30, empty: "至少一节" },
  ),
  materials: listOf(aRecord({ id, title: aText({ max: 100 }), required: aFlag }, { clause, when, readInBlind: aFlag }), {
    max: 40,
  }),
  budget: orNull(
    aRecord(
      {
        years: listOf(aNumber({ min: 2000, max: 2199 }), { min: 1, max: 10, empty: "至少一个年度" }),
        supportCapFen: orNull(amount),
        allowedClasses: listOf(matching(/^\d{3}(\d{2})?$/, "应为三位或五位经济分类科目"), { max: 40 }),
        fund: oneOf(["province", "city"]),
        matching: oneOf(["required", "declared", "none"]),
        clause,
        targets: oneOf(["required", "none"]),
      },
      { targetsClause: clause },
    ),
  ),
  review: aRecord({
    kind: oneOf(["score", "decision-only"]),
    isBlind: aFlag,
    experts: aNumber({ max: 99 }),
    fields: listOf(aText({ max: 30 }), { max: 20 }),
    items: listOf(aRecord({ id, title: aText({ max: 60 }), maxPoints: aNumber({ min: 1, max: 100 }) }, { clause }), { max: 30 }),
    vetoes: listOf(aRecord({ id, title: aText({ max: 60 }), clause }), { max: 10 }),
    pass: aNumber({ max: 10_000 }),
    revise: aNumber({ max: 10_000 }),
    spread: aNumber({ max: 100 }),
  }),
  correction: aRecord({ days: aNumber({ min: 1, max: 60 }), times: aNumber({ min: 1, max: 10 }) }),
  noticeWorkingDays: aNumber({ min: 1, max: 30 }),
  reserveYears: aNumber({ min: 1, max: 10 }),
} as const;

export const definitionShape: Shape = aRecord(required, { checkDays: aNumber({ min: 1, max: 60 }) });
