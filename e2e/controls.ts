import { expect, type Locator, type Page } from "@playwright/test";

/* The controls of the product as a person uses them; each waits for what he would see. */

type Place = Page | Locator;

const pageOf = (place: Place): Page => ("goto" in place ? place : place.page());

/** Opens a list by its label and takes an entry. */
export const choose = async (place: Place, label: string, entry: string | RegExp): Promise<void> => {
  const page = pageOf(place);
  const box = place.getByRole("combobox", { name: label, exact: true });
  await box.click();
  const open = page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)");
  await open.locator(".ant-select-item-option").filter({ hasText: entry }).first().click();
  // Lists of many entries stay open.
  if (await open.isVisible()) await page.keyboard.press("Escape");
};

/** A day in a calendar field: typed, then picked in the month that opens. Enter would send the form. */
export const enterDay = async (place: Place, label: string, day: string): Promise<void> => {
  const field = place.getByRole("textbox", { name: label, exact: true });
  await field.fill(day);
  await pageOf(place).locator(`.ant-picker-dropdown:not(.ant-picker-dropdown-hidden) td[title="${day}"]`).click();
  await expect(field).toHaveValue(day);
};

export const tick = async (place: Place, group: string, answer: string): Promise<void> => {
  await place.getByRole("radiogroup", { name: group }).getByText(answer, { exact: true }).click();
};

/** Presses the button of the open window and sees it close. */
export const confirm = async (page: Page, button: string): Promise<void> => {
  const dialog = page.getByRole("dialog");
  // A button of two characters may be set apart.
  await dialog.getByRole("button", { name: new RegExp(`^${[...button].join("\\s?")}$`) }).click();
  await expect(dialog).toHaveCount(0);
};

export const press = (place: Place, button: string | RegExp): Promise<void> =>
  place.getByRole("button", { name: button }).first().click();

/** Rows of a table of the form, each as its cells by heading; rows are added as they are needed. */
export const fillRows = async (page: Page, table: string, rows: readonly Readonly<Record<string, string>>[]): Promise<void> => {
  for (const [nth, row] of rows.entries()) {
    await page.getByRole("button", { name: `${table}：添加一行` }).click();
    const region = page.getByRole("region", { name: `${table}表格` });
    for (const [heading, text] of Object.entries(row)) {
      await region.getByRole("textbox", { name: `第${nth + 1}行${heading}`, exact: true }).fill(text);
    }
  }
};
