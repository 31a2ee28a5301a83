import { createExpert, type ExpertInput, linkExpertAccount, type ScoreEntries, type ScoreSheet } from "@qiangyi/api";
import { type CallDefinition, templateOf } from "@qiangyi/projects";
import { actorAs, type TestApi } from "../../test/api.ts";
import type { TestDatabase } from "../../test/fresh-database.ts";
import { type Actor, newId } from "../platform/index.ts";

/** Who organises in the tests: the check of the form was somebody else's. */
export const organiser = actorAs("prov_health_dept");

/** Two county hospitals in one county and the regions around them. */
export const addPlaces = async (database: TestDatabase): Promise<void> => {
  await database.query(`insert into region (province, code, name, kind, parent, initials) values
    ('14', '140000', '山西省', 'province', null, 'sxs'), ('14', '140100', '太原市', 'city', '140000', 'tys'),
    ('14', '140105', '小店区', 'district', '140100', 'xdq'), ('14', '140121', '清徐县', 'county', '140100', 'qxx') on conflict do nothing`);
  await database.query(`insert into institution (province, id, version, name, former_names, ownership, affiliation, tier, class, region, city, county, group_name, search, normalised_name, changed_at)
    values ('14', 'H1', 1, '清徐演示医院', '[{"name": "清徐演示卫生院", "until": "2010-01-01"}]', 'public', 'county', 'tertiary', 'general', '140121', '140100', '140121', '清徐医疗集团', '清徐', '清徐演示医院', now()),
      ('14', 'H2', 1, '清徐第二演示医院', '[]', 'public', 'county', 'tertiary', 'general', '140121', '140100', '140121', null, '清徐', '清徐第二演示医院', now())
    on conflict do nothing`);
};

/** A published call of the 5G pilot that is reviewed by five experts. */
export const addCall = async (
  database: TestDatabase,
  review: Partial<CallDefinition["review"]> = {},
  batch: string = newId(),
  materials?: CallDefinition["materials"],
): Promise<string> => {
  const template = templateOf("5g-pilot", 2025);
  const definition: CallDefinition = {
    ...template,
    ...(materials && { materials }),
    review: { ...template.review, isBlind: false, fields: [], experts: 5, ...review },
  };
  const id = newId();
  await database.query(
    `insert into call (province, id, organiser, programme, year, batch, title, document_number, opens_on, closes_on, reference_on, definition, state,
       created_by, created_at, changed_by, changed_at, published_by, published_at)
     values ('14', $1, 'province', '5g-pilot', 2025, $2, '演示申报通知', '晋卫函〔2025〕1号', '2025-01-01', '2025-02-01', '2025-01-01', $3, 'published', 'x', now(), 'x', now(), 'x', now())`,
    [id, batch, JSON.stringify(definition)],
  );
  return id;
};

let numbers = 0;

/** A declaration that has passed the form check. */
export const addProject = async (
  database: TestDatabase,
  call: string,
  { institution = "H1", state = "form_passed" }: { institution?: string; state?: string } = {},
): Promise<{ id: string; number: string }> => {
  const id = newId();
  numbers += 1;
  const number = `XM-2025-${String(numbers).padStart(6, "0")}`;
  await database.query(
    `insert into project (province, id, call, programme, year, number, title, state, route, institution, seat, city, county, signed_round, search_text, created_by, created_at, changed_by, changed_at)
     values ('14', $1, $2, '5g-pilot', 2025, $3, $4, $5, '{province}', $6, '140121', null, null, 1, '', 'clerk', now(), 'clerk', now())`,
    [id, call, number, `清徐演示医院远程诊疗 ${number}`, state, institution],
  );
  const answers = { title: `清徐演示医院远程诊疗 ${number}`, basics: "清徐演示医院与清徐县各乡镇互连。" };
  for (const [question, value] of Object.entries(answers))
    await database.query(
      `insert into project_answer (province, project, question, value, version, saved_by, saved_by_name, saved_at) values ('14', $1, $2, $3, 1, 'clerk', '填报人演一', now())`,
      [id, question, JSON.stringify(value)],
    );
  return { id, number };
};

export const expertInput = (nth: number, change: Partial<ExpertInput> = {}): ExpertInput => ({
  name: `专家${nth}`,
  title: "主任医师",
  titleLevel: "senior",
  institution: null,
  unitName: `省外演示医院${nth}`,
  groupName: null,
  region: "140105",
  fields: [nth % 2 === 0 ? "信息化" : "临床"],
  employments: [],
  relations: [],
  maxLoad: 20,
  ...change,
});

export interface TestExpert {
  readonly id: string;
  readonly actor: Actor;
}

/** An expert of the pool with an account of his own. */
export const addExpert = async (
  api: TestApi,
  database: TestDatabase,
  nth: number,
  change: Partial<ExpertInput> = {},
): Promise<TestExpert> => {
  const account = newId();
  await database.query(
    `insert into account (province, id, login_name, name, level, state, is_demo, must_change_password, created_by, created_at)
     values ('14', $1, $2, $3, 'expert', 'active', false, false, 'x', now())`,
    [account, `expert-${account.slice(-12)}`, `专家${nth}`],
  );
  const { answer } = await api.call(organiser, createExpert, { body: expertInput(nth, change) });
  await api.call(organiser, linkExpertAccount, { params: { expertId: answer.id }, body: { account, version: 1 } });
  return { id: answer.id, actor: actorAs("expert", { userId: account, name: `专家${nth}` }) };
};

/** A file of a declaration, as its unit attached it. */
export const addFile = async (
  database: TestDatabase,
  project: string,
  { material = "feasibility", name = "可行性报告.pdf" }: { material?: string; name?: string } = {},
): Promise<string> => {
  const id = newId();
  await database.query(
    `insert into stored_file (province, id, name, content_type, size_bytes, sha256, content, uploaded_by, uploaded_at, city, county, institution)
     values ('14', $1, $2, 'application/pdf', 5, repeat('a', 64), '%PDF-', 'clerk', now(), '140100', '140121', 'H1')`,
    [id, name],
  );
  await database.query(
    `insert into project_attachment (province, id, project, material, file, name, media_type, size_bytes, sha256, scan, added_by, added_by_name, added_at)
     values ('14', $1, $2, $4, $3, $5, 'application/pdf', 5, repeat('a', 64), 'clean', 'clerk', '填报人演一', now())`,
    [newId(), project, id, material, name],
  );
  return id;
};

/** A full sheet with the same share of every item. */
export const entriesOf = (sheet: ScoreSheet, share: number, conforms = true): ScoreEntries => ({
  items: Object.fromEntries(sheet.items.map(({ id, maxPoints }) => [id, Math.round(maxPoints * share)])),
  vetoes: Object.fromEntries(sheet.vetoes.map(({ id }) => [id, conforms])),
  comment: conforms ? "" : "与实施方案不一致",
});
