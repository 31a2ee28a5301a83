import type { PaymentCheck } from "@qiangyi/api";
import { expect, it } from "vitest";
import { failingFirst } from "./failing-first.ts";

const check = (id: string, state: PaymentCheck["state"]) => ({ id, state }) as PaymentCheck;

it("不通过的在最前，提示其次，其余仍按条款顺序", () =>
  expect(
    failingFirst([check("a", "pass"), check("b", "fail"), check("c", "none"), check("d", "warn"), check("e", "fail")]).map(
      ({ id }) => id,
    ),
  ).toEqual(["b", "e", "d", "a", "c"]));
