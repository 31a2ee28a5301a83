import { expect, type Page } from "@playwright/test";
import mammoth from "mammoth";
import { extractText, getDocumentProxy } from "unpdf";
import { press } from "./controls.ts";
import type { Person } from "./desk.ts";

/* What bureaus do with notices, by the buttons of their pages. */

/** Presses the button of the open window; whether it closes is for the caller to see. */
export const pressInWindow = (page: Page, button: string): Promise<void> =>
  page
    .getByRole("dialog")
    .getByRole("button", { name: new RegExp(`^${[...button].join("\\s?")}$`) })
    // A window has a cross of the name of its last button.
    .last()
    .click();

/** Opens the act of a page, fills its window and sees it done. */
export const act = async (page: Page, button: string, fields: Readonly<Record<string, string>> = {}): Promise<void> => {
  await press(page, new RegExp(`^${[...button].join("\\s?")}$`));
  const dialog = page.getByRole("dialog");
  for (const [label, text] of Object.entries(fields)) await dialog.getByLabel(label).fill(text);
  await pressInWindow(page, button);
  await expect(dialog).toHaveCount(0);
};

/** Two signatures and the release of the province's notice; the drafter does not release. */
export const signAndIssue = async (
  drafter: Page,
  health: Page,
  issuer: Page,
  address: string,
  noticeId: string,
  number: string,
) => {
  const path = `${address}/allotments/notices/${noticeId}`;
  await act(drafter, "签署");
  await health.goto(path);
  await act(health, "会签");
  await issuer.goto(path);
  await act(issuer, "签发", { "文号（按已用文号顺延，可改）": number });
  await expect(issuer.getByText(number).first()).toBeVisible();
};

const inMillimetres = (points: number): number => Math.round((points / 72) * 25.4);

/** Both forms of the document say number and total; the PDF's pages are A4, upright, the annex lying. */
export const readAsPaper = async (
  { page }: Person,
  address: string,
  noticeId: string,
  says: readonly string[],
): Promise<void> => {
  const paper = async (format: string) => {
    const answer = await page.request.get(`${address}/api/allotments/notices/${noticeId}/paper?format=${format}`);
    expect(answer.status(), await (answer.ok() ? "" : answer.text())).toBe(200);
    return await answer.body();
  };
  const bytes = await paper("pdf");
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  for (const nth of [1, pdf.numPages]) {
    const { width, height } = (await pdf.getPage(nth)).getViewport({ scale: 1 });
    expect([inMillimetres(width), inMillimetres(height)].toSorted()).toEqual([210, 297]);
  }
  const { text } = await extractText(pdf, { mergePages: true });
  const word = (await mammoth.extractRawText({ buffer: await paper("docx") })).value;
  for (const part of says) {
    expect(text.replace(/\s/g, "")).toContain(part);
    expect(word.replace(/\s/g, "")).toContain(part);
  }
};

interface Received {
  readonly rows: readonly { readonly rowNo: number; readonly title: string; readonly thisFen: string; readonly state: string }[];
}

/** 核对接收 of every row that is still open, as the notice says. */
export const receiveAll = async (receiver: Person, noticeId: string): Promise<void> => {
  const { rows } = await receiver.get<Received>(`/allotments/notices/${noticeId}/receipt`);
  const open = rows.filter(({ state }) => state === "pending" || state === "open");
  const body = { rows: open.map(({ rowNo, thisFen }) => ({ rowNo, statedFen: thisFen })) };
  await receiver.send("POST", `/allotments/notices/${noticeId}/receipt`, body);
};

export const rowOf = async (receiver: Person, noticeId: string, title: string) => {
  const { rows } = await receiver.get<Received>(`/allotments/notices/${noticeId}/receipt`);
  const found = rows.find((row) => row.title.includes(title));
  if (!found) throw new Error(`the notice has no row ${title}`);
  return found;
};
