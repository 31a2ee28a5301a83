// @vitest-environment node
import { expect, it } from "vitest";
import { tidyDate, tidyMoney } from "./field-input.tsx";

it.each([
  ["2024-6-8", "2024-06-08"],
  ["2024/06/18", "2024-06-18"],
  ["2024年6月18日", "2024-06-18"],
  ["２０２４．６．１８", "2024-06-18"],
  ["20240618", "2024-06-18"],
  ["去年", "去年"],
  [" ", undefined],
])("日期“%s”写作%s", (typed, written) => expect(tidyDate(typed)).toBe(written));

it.each([
  ["12,000", "12000.00"],
  ["１２０００.5", "12000.50"],
  ["12000.505", "12000.505"],
  ["", undefined],
])("金额“%s”写作%s", (typed, written) => expect(tidyMoney(typed)).toBe(written));
