import { listLedgerTasks, workbench } from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import type { Actor } from "../platform/index.ts";
import { department, office, second, taiyuan, taskDesk } from "./sample-tasks.ts";

const measure = (number: string) => `regional-centres-2023.measure${number}`;
const centres = ["task1", "task2", "task3", "task4"];

const desk = await taskDesk("2024-02-01");
await desk.speaksFor("drugs", "省药监局");
for (const number of ["01", "03", "04", "09", "27"]) await desk.assign(office, measure(number), { parts: centres });
for (const number of ["26", "36"]) await desk.assign(office, measure(number), { parts: ["task3"] });
desk.on("2024-07-08");

/** 省药监局没有列入,填报被拒而什么也不存;列入的单位可以。 */
const unlistedIsRefused = async (task: string, part = "task1") => {
  const before = await desk.count();
  const { status, problem } = await desk.report(department("drugs"), task, { part, unit: "省药监局" });
  expect([status, problem.code]).toEqual([403, "UNIT_NOT_LISTED"]);
  expect(await desk.count()).toEqual(before);
};
const files = async (actor: Actor, task: string, unit: string, part = "task1") =>
  expect((await desk.report(actor, task, { part, unit })).status).toBe(201);
const unitsOf = async (task: string) => (await desk.show(office, task)).units.map(({ unit }) => unit);

describe("支持国家区域医疗中心的措施", () => {
  it("措施3:四家中心三家办结是3/4,没有办结;省自然资源厅、太原市人民政府依次负责 [regional-centres-2023.measure03]", async () => {
    const task = measure("03");
    expect(await unitsOf(task)).toEqual(["省自然资源厅", "太原市人民政府"]);
    expect(await desk.show(office, task)).toMatchObject({ leads: ["省自然资源厅"], leadBasis: "推定（排名第一）" });
    await unlistedIsRefused(task);
    await files(taiyuan, task, "太原市人民政府");
    const close = async (part: string) => {
      const { answer } = await desk.ask(office, task, {
        part,
        unit: "省自然资源厅",
        documentNumber: "供地批复",
        sourceDocument: "晋自然资函〔2024〕7号",
      });
      await desk.decide(second, task, answer.id, { part });
    };
    for (const part of ["task1", "task2", "task3"]) await close(part);
    expect(await desk.show(office, task)).toMatchObject({ done: 3, of: 4, state: "open" });
    await close("task4");
    expect(await desk.show(office, task)).toMatchObject({ done: 4, of: 4, state: "done" });
  });

  it("措施4:太原市人民政府是唯一责任单位,待办只在太原,省直部门只能看 [regional-centres-2023.measure04]", async () => {
    const task = measure("04");
    expect(await desk.show(office, task)).toMatchObject({ leads: ["太原市人民政府"], supporting: [], leadBasis: "唯一责任单位" });
    await unlistedIsRefused(task);
    const worklist = async (actor: Actor) =>
      (await desk.api.call(actor, workbench, {})).answer.items.filter(
        ({ path, from }) => from === "督办台账" && path === `/tasks/${task}`,
      ).length;
    expect([await worklist(taiyuan), await worklist(office), await worklist(department("drugs"))]).toEqual([4, 0, 0]);
    await files(taiyuan, task, "太原市人民政府");
    const seen = await desk.show(department("drugs"), task);
    expect(seen.parts[0]?.reports).toHaveLength(1);
    expect(seen.parts.flatMap(({ may }) => Object.values(may)).some(Boolean)).toBe(false);
  });

  it.each(["09", "27"])("措施%s:七个单位照印刷顺序,各占一行,都能填报", async (number) => {
    const task = measure(number);
    const units = await unitsOf(task);
    expect(units).toHaveLength(7);
    await unlistedIsRefused(task);
    for (const [at, unit] of units.entries()) {
      if (unit === "太原市人民政府") await files(taiyuan, task, unit);
      else if (unit === "省卫健委") await files(office, task, unit);
      else {
        const user = `department-${number}-${at}`;
        await desk.speaksFor(user, unit);
        await files(department(user), task, unit);
      }
    }
    expect((await desk.show(office, task)).units.map(({ unit, latest }) => [unit, latest?.progress])).toEqual(
      units.map((unit) => [unit, 50]),
    );
  });

  it("措施9:责任单位为七家,首位省委组织部推定牵头 [regional-centres-2023.measure09]", async () => {
    expect(await unitsOf(measure("09"))).toEqual([
      "省委组织部",
      "省教育厅",
      "省科技厅",
      "省财政厅",
      "省人社厅",
      "省卫健委",
      "太原市人民政府",
    ]);
    const { leads, leadBasis, units } = await desk.show(office, measure("09"));
    expect([leads, leadBasis]).toEqual([["省委组织部"], "推定（排名第一）"]);
    expect(units.every(({ latest }) => latest !== null)).toBe(true);
    await unlistedIsRefused(measure("09"));
  });

  it("措施27:责任单位为七家,首位省委编办推定牵头,各有一行 [regional-centres-2023.measure27]", async () => {
    expect(await unitsOf(measure("27"))).toEqual([
      "省委编办",
      "省发展改革委",
      "省教育厅",
      "省科技厅",
      "省财政厅",
      "省人社厅",
      "省卫健委",
    ]);
    const { leads, leadBasis, units } = await desk.show(office, measure("27"));
    expect([leads, leadBasis]).toEqual([["省委编办"], "推定（排名第一）"]);
    expect(units.every(({ latest }) => latest !== null)).toBe(true);
    await unlistedIsRefused(measure("27"));
  });

  it.each([
    ["26", "省医保局"],
    ["36", "省科技厅"],
  ])("措施%s:%s推定牵头,只为中医中心一家", async (number, lead) => {
    const found = await desk.show(office, measure(number));
    expect([found.leads, found.leadBasis]).toEqual([[lead], "推定（排名第一）"]);
    expect(found.parts.map(({ title }) => title)).toEqual(["山西中医药大学附属医院"]);
    await unlistedIsRefused(measure(number), "task3");
    await files(office, measure(number), "省卫健委", "task3");
  });

  it("措施26的责任单位是省医保局、省卫健委,只在中医大附院名下 [regional-centres-2023.measure26]", async () => {
    expect(await unitsOf(measure("26"))).toEqual(["省医保局", "省卫健委"]);
    expect((await desk.show(office, measure("26"))).parts.map(({ code }) => code)).toEqual(["task3"]);
    await unlistedIsRefused(measure("26"), "task3");
    await files(office, measure("26"), "省卫健委", "task3");
  });

  it("措施36的责任单位是省科技厅、省财政厅、省卫健委,只在中医大附院名下 [regional-centres-2023.measure36]", async () => {
    expect(await unitsOf(measure("36"))).toEqual(["省科技厅", "省财政厅", "省卫健委"]);
    expect((await desk.show(office, measure("36"))).parts.map(({ code }) => code)).toEqual(["task3"]);
    await unlistedIsRefused(measure("36"), "task3");
    await files(office, measure("36"), "省卫健委", "task3");
  });
});

describe("没有明确牵头单位的任务", () => {
  it("灰灯,说明没有指定统筹单位,不能填报;指定以后可以 [service-system-2023.s2.7.implement-national-plan]", async () => {
    const task = "service-system-2023.s2.7.implement-national-plan";
    expect(await desk.show(office, task)).toMatchObject({ light: "grey", because: "未明确牵头单位，尚未分派" });
    const before = await desk.count();
    const { problem } = await desk.report(office, task);
    expect([problem.code, problem.detail]).toEqual(["NOT_ASSIGNED", "文件没有明确牵头单位，尚未指定统筹单位，不能填报"]);
    expect(await desk.count()).toEqual(before);
    expect((await desk.assign(office, task, { unit: "省卫健委" })).status).toBe(201);
    await files(office, task, "省卫健委", "whole");
  });
});

it("列表里的措施一共36项,各有责任单位", async () => {
  const { answer } = await desk.api.call(office, listLedgerTasks, {
    query: { document: "regional-centres-2023", limit: 200 },
  });
  const measures = answer.items.filter(({ code }) => /\.measure\d+$/.test(code));
  expect(measures).toHaveLength(36);
  expect(measures.every(({ leads }) => leads.length === 1)).toBe(true);
});
