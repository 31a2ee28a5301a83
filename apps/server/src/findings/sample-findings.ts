import { addFindingFile, confirmFinding, type RouteInput, raiseFinding } from "@qiangyi/api";
import { actorAs, type TestApi } from "../../test/api.ts";
import type { TestDatabase } from "../../test/fresh-database.ts";
import { type Actor, newId } from "../platform/index.ts";

const qingxu = { level: "county", city: "140100", county: "140121" } as const;
const yangqu = { level: "county", city: "140100", county: "140122" } as const;
const taiyuan = { level: "city", city: "140100" } as const;
const atH1 = { level: "unit", city: "140100", county: "140121", institution: "H1" } as const;

/** Who acts: two of each desk, because nobody judges his own entry. */
export const people = {
  finance: actorAs("prov_finance_social", { userId: "省财政甲", name: "省财政甲" }),
  finance2: actorAs("prov_finance_social", { userId: "省财政乙", name: "省财政乙" }),
  health: actorAs("prov_health_dept", { userId: "省卫健甲", name: "省卫健甲" }),
  cityFinance: actorAs("city_finance_bureau", { ...taiyuan, userId: "市财政甲", name: "市财政甲" }),
  cityFinance2: actorAs("city_finance_bureau", { ...taiyuan, userId: "市财政乙", name: "市财政乙" }),
  county: actorAs("county_finance_bureau", { ...qingxu, userId: "县财政甲", name: "县财政甲" }),
  county2: actorAs("county_finance_bureau", { ...qingxu, userId: "县财政乙", name: "县财政乙" }),
  countyHealth: actorAs("county_health_bureau", { ...qingxu, userId: "县卫健甲", name: "县卫健甲" }),
  countyHealth2: actorAs("county_health_bureau", { ...qingxu, userId: "县卫健乙", name: "县卫健乙" }),
  otherCounty: actorAs("county_finance_bureau", { ...yangqu, userId: "邻县财政", name: "邻县财政" }),
  clerk: actorAs("unit_applicant", { ...atH1, userId: "经办", name: "经办" }),
  neighbour: actorAs("unit_applicant", { ...atH1, institution: "H2", userId: "邻院经办", name: "邻院经办" }),
  supervision: actorAs("regional_supervision", { ...taiyuan, userId: "监管处", name: "监管处" }),
  auditor: actorAs("auditor", { userId: "审计", name: "审计" }),
  discipline: actorAs("discipline", { userId: "纪检", name: "纪检" }),
} as const satisfies Record<string, Actor>;

export const setUpPlaces = async (database: TestDatabase): Promise<void> => {
  await database.query(`insert into region (province, code, name, kind, parent, initials) values
    ('14', '140000', '山西省', 'province', null, 'sxs'), ('14', '140100', '太原市', 'city', '140000', 'tys'),
    ('14', '140121', '清徐县', 'county', '140100', 'qxx'), ('14', '140122', '阳曲县', 'county', '140100', 'yqx')`);
  for (const [id, name, county] of hospitals)
    await database.query(
      `insert into institution (province, id, version, name, former_names, ownership, affiliation, tier, class, region, city, county, group_name, search, normalised_name, changed_at)
       values ('14', $1, 1, $2, '[]', 'public', 'county', 'secondary', 'general', $3, '140100', $3, null, $2, $2, now())`,
      [id, name, county],
    );
};

const hospitals = [
  ["H1", "清徐演示医院", "140121"],
  ["H2", "清徐第二演示医院", "140121"],
  ["Y1", "阳曲演示医院", "140122"],
] as const;

let serial = 0;

/** A project of the fund in the library; `isStraight`: its road passed by county and city. */
export const project = async (
  database: TestDatabase,
  { institution = "H1", seat = "140121", year = 2025, state = "implementing", isStraight = false } = {},
): Promise<string> => {
  serial += 1;
  const [call, id] = [newId(), newId()];
  await database.query(callRow, [call]);
  await database.query(
    `insert into project (province, id, call, programme, year, number, title, state, route, institution, seat, city, county, signed_round, search_text, created_by, created_at, changed_by, changed_at, review_conclusion)
     values ('14', $1, $2, 'township-centre', $3, $4, $5, $6, '{province}', $7, $8, case when not $9 then '140100' end, case when not $9 then $8 end, 1, '', 'x', now(), 'x', '2025-02-01', 'recommended')`,
    [id, call, year, `XM-2025-9${String(serial).padStart(5, "0")}`, `演示项目${serial}`, state, institution, seat, isStraight],
  );
  return id;
};

const callRow = `insert into call (province, id, organiser, programme, year, batch, title, document_number, opens_on, closes_on, reference_on, definition, state,
    created_by, created_at, changed_by, changed_at, published_by, published_at)
  values ('14', $1, 'province', 'township-centre', 2025, $1::uuid::text, '演示申报通知', '晋卫函〔2025〕1号', '2025-01-01', '2025-02-01', '2025-01-01', '{}', 'published',
    'x', now(), 'x', now(), 'x', now())`;

type Raised = Partial<RouteInput<typeof raiseFinding>["body"]>;
export const facts = {
  title: "部分票据与用途不符",
  facts: "抽查凭证3张，用途栏所写与合同不一致",
  clause: "5g-2022.art19.b",
  grade: "medium",
} as const;

export const raise = async (api: TestApi, actor: Actor, body: Raised = {}): Promise<string> => {
  const raised = await api.call(actor, raiseFinding, { body: { institution: "H1", ...facts, ...body } });
  if (raised.status !== 201) throw new Error(JSON.stringify(raised.problem));
  return raised.answer.id;
};

/** Raised by one and confirmed by another: its correction is open. */
export const confirmed = async (
  api: TestApi,
  [raiser, judge]: readonly [Actor, Actor] = [people.county, people.county2],
  body: Raised & { readonly dueOn?: string } = {},
): Promise<string> => {
  const { dueOn, ...rest } = body;
  const findingId = await raise(api, raiser, rest);
  const done = await api.call(judge, confirmFinding, {
    params: { findingId },
    body: { opinion: "情况属实", owner: { institution: rest.institution ?? "H1" }, ...(dueOn !== undefined && { dueOn }) },
  });
  if (done.status !== 200) throw new Error(JSON.stringify(done.problem));
  return findingId;
};

let files = 0;
export const evidence = async (api: TestApi, actor: Actor, findingId: string): Promise<string> => {
  files += 1;
  const file = {
    name: "整改材料.pdf",
    content: Buffer.from(`%PDF-1.7\n% ${files}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`),
  };
  const kept = await api.call(actor, addFindingFile, { params: { findingId } }, { file });
  if (kept.status !== 201) throw new Error(JSON.stringify(kept.problem));
  return kept.answer.id;
};

/** Everything of the room, to see that a refusal wrote nothing. */
export const rowsOf = async (database: TestDatabase): Promise<Readonly<Record<string, number>>> => {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await database.query<{ n: number; s: string }>(
      `select count(*)::int as n, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as s from ${table} t`,
    );
    counts[`${table} ${row?.s}`] = row?.n ?? 0;
  }
  return counts;
};

const tables = [
  "inspection_plan",
  "inspection_sample",
  "inspection",
  "inspection_project",
  "finding",
  "finding_step",
  "finding_file",
  "finding_correction",
  "finding_measure",
  "finding_addressee",
  "finding_reading",
  "finding_lifting",
  "audit_matter",
  "audit_matter_finding",
  "audit_matter_closing",
  "accountability_case",
  "accountability_step",
  "payment_suspension",
  "finding_number",
] as const;
