import type { Page } from "@playwright/test";
import { faultsOf } from "./page-health.ts";
import { signIn } from "./people.ts";
import { expect, test } from "./product.ts";

const firstText = `示例县卫生补助办法

第一条　为规范示例县卫生补助，制定本办法。
第二条　补助对象为示例县所属的示例医院。
（一）示例门诊每处补助三万元；
（二）示例病房每处补助五万元。
第三条　本办法自二〇二四年四月一日起施行。
`;
const secondText = firstText.replace("三万元", "四万元");

const loadText = async (page: Page, name: string, text: string) => {
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await expect(page.getByRole("heading", { level: 1, name: "核对原文分条" })).toBeVisible();
};

const publish = async (page: Page) => {
  await page.getByRole("button", { name: "发布", exact: true }).click();
  await page.getByRole("tooltip").getByRole("button", { name: "发布", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "核对原文分条" })).toHaveCount(0);
};

test("载入原文:预览分条、发布、发布后不可改、载入新版、比较两版", async ({ demo, visit }) => {
  const page = await (await visit()).newPage();
  await signIn(page, demo.address, "prov_health_dept");
  const texts = `${demo.address}/policy/documents/linfen-2020/texts`;

  await test.step("载入：分出标题、条、项，改正一处后保存", async () => {
    await page.goto(texts);
    await loadText(page, "示例办法.txt", firstText);
    await expect(page.getByRole("region", { name: "分条结果" })).toContainText("3条（节）");
    await expect(page.getByRole("region", { name: "分条结果" })).toContainText("2项");
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel("标题", { exact: true }).fill("示例县卫生补助办法（试行）");
    await expect(page.getByText("有未保存的改正，保存后才能发布")).toBeVisible();
    await page.getByRole("button", { name: "保存改正" }).click();
    await expect(page.getByText("有未保存的改正，保存后才能发布")).toHaveCount(0);
  });
  const draft = new URL(page.url()).pathname.split("/").at(-1) ?? "";

  await test.step("发布以后只能读：页面没有改的地方，接口拒绝", async () => {
    await publish(page);
    await page.goto(`${demo.address}/policy/texts/${draft}`);
    await expect(page.getByRole("heading", { level: 1, name: "示例县卫生补助办法（试行）（第1版）" })).toBeVisible();
    await expect(page.getByRole("button", { name: "保存改正" })).toHaveCount(0);
    const { csrfToken } = await (await page.request.get(`${demo.address}/api/session`)).json();
    const refused = await page.request.put(`${demo.address}/api/policy/texts/${draft}`, {
      headers: { "x-csrf-token": csrfToken, origin: demo.address, "idempotency-key": crypto.randomUUID() },
      data: { title: "改写", parts: [{ kind: "title", ref: "", label: "", body: "改写" }] },
    });
    expect(await refused.json()).toMatchObject({ code: "POLICY_VERSION_IMMUTABLE" });
    await page.reload();
    await expect(page.getByRole("heading", { level: 1, name: "示例县卫生补助办法（试行）（第1版）" })).toBeVisible();
  });

  await test.step("任何人都能读到原文", async () => {
    const reader = await (await visit()).newPage();
    await reader.goto(`${demo.address}/policy/documents/linfen-2020`);
    await expect(reader.getByRole("region", { name: "原文全文" })).toContainText("示例门诊每处补助三万元");
  });

  await test.step("载入第二版并比较：只有改动的一处列出", async () => {
    await page.goto(texts);
    await loadText(page, "示例办法修订.txt", secondText);
    await publish(page);
    await page.goto(texts);
    await page.getByRole("button", { name: "比较" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "第1版与第2版比较" })).toBeVisible();
    const rows = page.getByRole("region", { name: "逐条比较" });
    await expect(rows.locator("del")).toHaveText(["三"]);
    await expect(rows.locator("ins")).toHaveText(["四"]);
    expect(await faultsOf(page)).toEqual([]);
  });
});
