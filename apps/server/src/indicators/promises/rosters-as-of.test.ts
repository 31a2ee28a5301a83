import { changeInstitution, showGoalsBoard, showPromises } from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { fixedClock, systemActor } from "../../platform/index.ts";
import { postObservations } from "../observations/index.ts";
import { allCounties, province, sampleRosters } from "./sample-rosters.ts";

const { database, api, load, card } = await sampleRosters();

/** As a person in the registry would record it on a day. */
const change = async (day: string, id: string, more: object) => {
  const then = await testApi(database, fixedClock(`${day}T02:00:00Z`));
  const [row] = await database.query<{ version: number; record: object }>(
    "select i.version, v.record from institution i join institution_version v on v.institution = i.id and v.version = i.version where i.id = $1",
    [id],
  );
  const body = { version: row?.version ?? 0, record: { ...row?.record, ...more }, reason: "按文件变更登记" } as never;
  const { status, problem } = await then.call(province, changeInstitution, { params: { id }, body });
  expect([status, problem]).toEqual([200, expect.anything()]);
};

it("医院2025年7月由综合改为妇幼、由二级升为三级:此前的评估仍按当时的类别和级别,此后的按新的", async () => {
  await load("county-tertiary", [{ institution: "G1", county: allCounties[0]?.code ?? "", qualified: "2025-03-01" }]);
  const before = await card("s1.4.tertiary-capability-37", "2025-06-30");
  const counted = async (asOf: string) => [
    (await card("s1.4.tertiary-capability-37", asOf)).figures[0]?.value,
    (await card("s1.4.tertiary-capability-3", asOf)).figures[0]?.value,
  ];
  expect(await counted("2025-06-30")).toEqual(["1", "0"]);
  const patients = async (asOf: string) => {
    const { nodes } = (await api.call(province, showGoalsBoard, { query: { asOf } })).answer;
    return nodes.find(({ clause }) => clause.endsWith("s3.3.patient-relationship"))?.told?.rows.map(([hospital]) => hospital);
  };
  const satisfaction = {
    subject: "G1",
    indicator: "patient_satisfaction",
    period: "2024",
    value: "91",
    dueOn: null,
    report: null,
  } as const;
  const approved = { reportedOn: date("2025-01-10"), approvedOn: date("2025-01-20"), source: "loaded", reason: null } as const;
  await database.transaction(systemActor, (tx) => postObservations(tx, systemActor, [{ ...satisfaction, ...approved }]));
  expect(await patients("2025-06-30")).toEqual(["样例G1号医院"]);

  await change("2025-07-01", "G1", { class: "maternal-child", name: "样例市第九医院", tier: "unrated" });
  expect(await counted("2025-06-30")).toEqual(["1", "0"]);
  expect(await counted("2025-07-01")).toEqual(["0", "1"]);
  expect(await card("s1.4.tertiary-capability-37", "2025-06-30")).toEqual(before);
  expect([await patients("2025-06-30"), await patients("2025-07-01")]).toEqual([["样例G1号医院"], []]);
  expect((await api.call(province, showPromises, { query: { asOf: "2026-01-31" } })).status).toBe(200);
});
