import { addEntry, changeEntry, readImport, startImport } from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { writeTemplate } from "../documents/index.ts";
import { registerImport } from "./register-import.ts";
import { addSampleInstitutions, places, registerOf, sampleEvidence } from "./sample-facts.ts";

const database = await freshDatabase();
await addSampleInstitutions(database);
const api = await testApi(database);

const province = actorAs("prov_health_dept");
const register = registerOf("plan-centre-township");
const params = { register: register.id };
const { county } = places.qingxu;
const chosen = (nth: number, more: object = {}) => ({ institution: `Q${nth}-T`, county, selected: "2024-03-18", ...more });
const add = (nth: number, more: object = {}) =>
  api.call(province, addEntry, { params, body: { values: chosen(nth, more), evidence: sampleEvidence } });
const approval = "晋卫基层函〔2024〕12号";
const stored = async () =>
  (await database.query<{ n: number }>("select count(*)::int n from register_entry where register = $1", [register.id]))[0]?.n;

describe("名额", () => {
  it("几个人同时登记,只有三条登得上", async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map((nth) => add(nth)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 409, 409]);
    expect(answers.filter(({ status }) => status === 409).map(({ problem }) => problem.code)).toEqual([
      "COUNTY_MAX_REACHED",
      "COUNTY_MAX_REACHED",
    ]);
    expect(await stored()).toBe(3);
  });

  it("批准文号写得不对的拒绝;有批准文号的登得上,以后不能把文号删掉", async () => {
    const wrong = await add(6, { approval: "口头同意" });
    expect([wrong.status, wrong.problem.problems?.map(({ path }) => path)]).toEqual([422, ["approval"]]);
    expect(await stored()).toBe(3);
    const fourth = await add(6, { approval });
    expect(fourth.status, JSON.stringify(fourth.problem)).toBe(201);
    const without = await api.call(province, changeEntry, {
      params: { ...params, id: fourth.answer.id },
      body: { values: chosen(6), evidence: sampleEvidence, version: fourth.answer.version },
    });
    expect([without.status, without.problem.code]).toEqual([409, "COUNTY_MAX_REACHED"]);
    const kept = await database.query<{ data: object }>("select data from register_entry where id = $1", [fourth.answer.id]);
    expect(kept[0]?.data).toMatchObject({ approval });
    const dated = await api.call(province, changeEntry, {
      params: { ...params, id: fourth.answer.id },
      body: { values: chosen(6, { approval, begun: "2024-05-01" }), evidence: sampleEvidence, version: fourth.answer.version },
    });
    expect(dated.status).toBe(200);
  });

  it("工作簿里超出名额的行逐行指出,有批准文号的不指出", async () => {
    const target = registerImport(register);
    const lookups = await database.transaction(province, (tx) => target.lookups(tx, province));
    const elsewhere = (nth: number) => ({ institution: `Y${nth}-T`, county: places.yangqu.county, selected: "2024-03-18" });
    const documents = { documentNumber: sampleEvidence.documentNumber, documentDate: sampleEvidence.documentDate };
    const content = await writeTemplate({
      template: target.template,
      fields: target.fields,
      context: { province: "山西省", year: 2024, madeOn: date("2025-03-01") },
      lookups,
      rows: [chosen(7), chosen(8, { approval }), ...[1, 2, 3, 4].map(elsewhere)].map((row) => ({ ...row, ...documents })),
    });
    const started = await api.call(
      province,
      startImport,
      { params: { target: register.id } },
      { file: { name: "名单.xlsx", content } },
    );
    for (let round = 0; round < 400; round++) {
      const { answer } = await api.call(province, readImport, { params: { run: started.answer.id } });
      if (answer.state !== "reading") {
        expect(answer).toMatchObject({ state: "previewed", counts: { new: 4, wrong: 2 } });
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const wrong = await database.query<{ errors: { reason: string }[] }>("select errors from import_row where verdict = 'wrong'");
    expect(wrong.map(({ errors }) => errors[0]?.reason)).toEqual(
      Array.from({ length: 2 }, () => expect.stringContaining("须填写批准文号")),
    );
    expect(await stored()).toBe(4);
  });
});
