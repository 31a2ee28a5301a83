import { readImport, startImport } from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { writeTemplate } from "../documents/index.ts";
import { loadIndicators } from "../indicators/index.ts";
import { fixedClock, systemActor } from "../platform/index.ts";
import { loadRegions } from "../registry/index.ts";
import { loadEntries, registers } from "./index.ts";
import { registerImport } from "./register-import.ts";

const clock = fixedClock("2025-03-01T02:00:00Z");
const database = await freshDatabase();
await database.transaction(systemActor, async (tx) => {
  await loadRegions(tx);
  await loadIndicators(tx, clock);
  const values = { institution: "140400-C01", level: "provincial", state: "building", approved: "2023-08-09" };
  const evidence = { documentNumber: "晋政发〔2023〕15号", documentDate: "2023-08-09" };
  await loadEntries(tx, systemActor, [{ register: "plan-regional-centre", values, evidence }], {
    at: clock.now(),
    attachment: "",
  });
});
const api = await testApi(database, clock);
const province = actorAs("prov_health_dept");

const register = registers.find(({ id }) => id === "plan-regional-centre");
const preview = async (change: object) => {
  if (!register) throw new Error("no register");
  const target = registerImport(register);
  const lookups = await database.transaction(province, (tx) => target.lookups(tx, province));
  const content = await writeTemplate({
    template: target.template,
    fields: target.fields,
    context: { province: "山西省", year: 2025, madeOn: date("2025-03-01") },
    lookups,
    rows: [
      {
        entryNo: "QX000001",
        institution: "140400-C01",
        level: "provincial",
        state: "building",
        approved: "2023-08-09",
        ...change,
      },
    ],
  });
  const file = { name: "台账.xlsx", content };
  const { answer } = await api.call(province, startImport, { params: { target: register.id } }, { file });
  for (let round = 0; round < 400; round++) {
    const read = await api.call(province, readImport, { params: { run: answer.id } });
    if (read.answer.state !== "reading") return read.answer.counts;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("the import stays reading");
};

it.each([
  ["填退出日期", { ended: "2025-01-01" }],
  ["改成别家医院", { institution: "140000-C01" }],
])("工作簿里给规划点名的中心%s:这一行是错的,什么也没有写", async (_, change) => {
  expect(await preview(change)).toMatchObject({ wrong: 1, changed: 0 });
  const rows = await database.query<{ version: number }>("select version from register_entry");
  expect(rows).toEqual([{ version: 1 }]);
});

it("只改状态的可以导入", async () => {
  expect(await preview({ state: "operating" })).toMatchObject({ wrong: 0, changed: 1 });
});
