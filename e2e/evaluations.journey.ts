import { readFile } from "node:fs/promises";
import mammoth from "mammoth";
import { choose, confirm } from "./controls.ts";
import { enter } from "./desk.ts";
import { settled } from "./page-health.ts";
import { expect, test } from "./product.ts";

const words = "2025年各级各部门宣传到位，群众知晓率提高，未见负面舆情（演示评判）。";

test.describe("规划评估", () => {
  test.describe.configure({ timeout: 480_000 });

  test("一人编写、送审,另一人从待办里审定,下载Word;编写的人自己不能审定", async ({ demo, visit }) => {
    const author = await enter(visit, demo.address, "prov_health_dept");
    await author.page.goto(`${demo.address}/indicators/evaluations`);
    await settled(author.page);
    await author.page.getByRole("button", { name: "开始一份评估" }).click();
    await choose(author.page.getByRole("dialog"), "评估", "2025年度体系绩效报告");
    await author.page
      .getByRole("dialog")
      .getByRole("button", { name: /^开\s?始$/ })
      .click();
    await author.page.waitForURL(/\/indicators\/evaluations\/[0-9a-f-]{36}/);
    const id = author.page.url().split("/").at(-1)?.split("?")[0] ?? "";
    await settled(author.page);
    await expect(author.page.getByRole("heading", { level: 1 })).toContainText("2025年度体系绩效报告");
    await expect(author.page.getByRole("region", { name: "还缺的书面评判" })).toContainText("改革社会环境");
    await author.page.getByRole("textbox", { name: "改革社会环境", exact: true }).fill(words);
    await author.page.getByRole("button", { name: "保存：改革社会环境" }).click();
    await expect(author.page.getByRole("region", { name: "还缺的书面评判" })).toHaveCount(0);
    await author.page.getByRole("button", { name: /^送\s?审$/ }).click();
    await confirm(author.page, "送审");
    await expect(author.page.getByText("待审定", { exact: true })).toBeVisible();
    await expect(author.page.getByRole("button", { name: /^审\s?定$/ })).toHaveCount(0);
    expect(await author.refusal("POST", `/evaluations/${id}/approval`)).toBe("403 same-person");

    const second = await enter(visit, demo.address, "prov_health_dept_2");
    await second.page.goto(demo.address);
    await settled(second.page);
    await second.page
      .getByRole("link", { name: /2025年度体系绩效报告待审定/ })
      .first()
      .click();
    await settled(second.page);
    await second.page.getByRole("button", { name: /^审\s?定$/ }).click();
    await confirm(second.page, "审定");
    await expect(second.page.getByText("已审定", { exact: true })).toBeVisible();
    const waiting = second.page.waitForEvent("download");
    await second.page.getByRole("button", { name: "Word" }).click();
    const path = await (await waiting).path();
    const { value } = await mammoth.extractRawText({ buffer: await readFile(path) });
    expect(value).toContain(words);
    expect(value).toContain("2025年度体系绩效报告");
  });
});
