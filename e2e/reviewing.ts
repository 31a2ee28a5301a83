import { expect, type Page } from "@playwright/test";
import { confirm, press } from "./controls.ts";
import type { Person } from "./desk.ts";

/* 评审: what the organiser and the experts do; the browser for the first of each kind, the same API for what repeats it. */

interface Panel {
  readonly seats: readonly { readonly expert: string; readonly state: string }[];
  readonly sheet: {
    readonly items: readonly { readonly id: string; readonly title: string; readonly maxPoints: number }[];
    readonly vetoes: readonly { readonly id: string; readonly title: string }[];
  };
}

/** Locks the list of candidates and draws, with what the witness calls out. */
export const lockAndDraw = async (page: Page, words: string): Promise<void> => {
  await press(page, "锁定候选名单");
  await confirm(page, "锁定并公布哈希");
  await press(page, "抽取专家");
  await page.getByLabel("监督人报出的内容").fill(words);
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^抽取\d+人$/ })
    .click();
  await expect(page.getByRole("heading", { name: /^席位/ })).toBeVisible();
  await expect(page.getByText(words)).toBeVisible();
};

export const panelIn = (page: Page): string => /panels\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";

export const seatsOf = async (organiser: Person, panel: string) => {
  const { seats } = await organiser.get<Panel>(`/reviews/panels/${panel}`);
  const { items } = await organiser.get<{ items: { id: string; account: { loginName: string } | null }[] }>(
    "/reviews/experts?limit=100",
  );
  return seats.map(({ expert, state }) => ({
    expert,
    state,
    loginName: items.find(({ id }) => id === expert)?.account?.loginName ?? "",
  }));
};

/** Out of a hundred, as a person types it: at most two decimals. */
const typed = (points: number): string => String(Math.round(points * 100) / 100);

export const acceptAndPledge = async (page: Page, address: string): Promise<void> => {
  await page.goto(`${address}/reviews/desk`);
  const invitation = page.locator(".invitation").filter({ hasText: "医学重点学科" });
  await press(invitation, "接受邀请");
  await invitation.getByText("我已阅读并遵守以上承诺").click();
  await press(invitation, "签署承诺，开始阅读");
  await press(invitation, "开始评审");
};

/** Reads a paper and fills its sheet: the points by keyboard only, Enter from one to the next. */
export const scoreByHand = async (page: Page, title: string, share: number): Promise<void> => {
  await page.getByRole("link", { name: title }).click();
  const sheet = page.getByRole("form", { name: "评分表" });
  await expect(page.locator(".paper")).toContainText("建设内容");
  for (const group of await sheet.getByRole("radiogroup").all()) await group.getByText("是", { exact: true }).click();
  const fields = sheet.locator(".score-item");
  await fields.first().getByRole("textbox").focus();
  for (const text of await fields.allInnerTexts()) {
    const most = Number(/\/\s*(\d+)/.exec(text)?.[1]);
    await page.keyboard.type(typed(most * share));
    await page.keyboard.press("Enter");
  }
  await page.keyboard.insertText("目标清楚，预算与任务对应，建议支持。");
  await expect(sheet.getByRole("status")).toContainText("草稿已保存");
  await press(sheet, "提交并锁定");
  await press(page.getByRole("dialog"), "提交并锁定");
  await expect(sheet.getByText(/提交锁定/)).toBeVisible();
  await page.getByRole("link", { name: "返回材料清单" }).click();
  await expect(page.getByRole("row", { name: title })).toContainText("已提交");
};

export const acceptByCall = async (expert: Person, panel: string): Promise<void> => {
  await expert.send("POST", `/reviews/desk/${panel}/answer`, { answer: "accept" });
  await expert.send("POST", `/reviews/desk/${panel}/pledge`, { agrees: true });
};

export const scoreByCall = async (expert: Person, organiser: Person, panel: string, project: string, share: number) => {
  const { sheet } = await organiser.get<Panel>(`/reviews/panels/${panel}`);
  const path = `/reviews/desk/${panel}/papers/${project}/score`;
  const body = {
    items: Object.fromEntries(sheet.items.map(({ id, maxPoints }) => [id, Math.round(maxPoints * 100 * share)])),
    vetoes: Object.fromEntries(sheet.vetoes.map(({ id }) => [id, true])),
    comment: "建议支持",
    version: 0,
  };
  const { version } = await expert.send<{ version: number }>("PUT", path, body);
  await expert.send("POST", `${path}/lock`, { version });
};

/** 评审结论 of one row of the results. */
export const concludeByHand = async (page: Page, title: string, conclusion: string, reason: string): Promise<void> => {
  await page
    .getByRole("row", { name: new RegExp(title) })
    .getByRole("button", { name: /作结论$/ })
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(conclusion, { exact: true }).click();
  await dialog.getByLabel("理由").fill(reason);
  await confirm(page, "作出结论");
  await expect(page.getByRole("row", { name: new RegExp(title) })).toContainText(conclusion);
};
