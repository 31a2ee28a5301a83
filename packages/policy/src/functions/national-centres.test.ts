import { expect, it } from "vitest";
import { clause, policyDocument } from "../register/index.ts";
import { registerTargets } from "../targets/index.ts";
import { exportingHospitalItems } from "./exporting-hospital-payment.ts";
import { awardMatchPercent, centrePlanDay, nationalCentres } from "./national-centres.ts";

const parameter = (id: string, name: string) => clause(`regional-centres-2023.${id}`)?.parameters[name];

it("中心、输出医院、支付项目、配套比例与条款登记簿一致", () => {
  expect(nationalCentres.map(({ coBuiltName, originalName }) => [coBuiltName, originalName])).toEqual(
    parameter("definition.dual-names", "names"),
  );
  expect(nationalCentres.map(({ exportingHospital }) => exportingHospital)).toEqual(
    parameter("definition.exporting-hospital", "members"),
  );
  expect(exportingHospitalItems).toEqual(parameter("measure02.cost-items", "items"));
  expect(awardMatchPercent).toBe(parameter("measure29.matching-20", "rate_percent"));
  expect(centrePlanDay).toBe(policyDocument("regional-centres-2023")?.issued);
});

it("每家中心的院名就是目标里印的院名", () => {
  const subjects = new Set(registerTargets.map(({ subject }) => subject));
  for (const { coBuiltName, originalName } of nationalCentres) expect(subjects).toContain(`${coBuiltName}（${originalName}）`);
});
