import { describe, expect, it } from "vitest";
import { disposalMisfits } from "./disposal-misfits.ts";

const empty = { rule: "", documentNumber: "", dueOn: "", targetLine: null };

describe("定处理：缺的一次列全", () => {
  it.each([
    ["continue", ["rule", "documentNumber"]],
    ["recover", ["dueOn", "rule", "documentNumber"]],
    ["reallocate", ["targetLine", "rule", "documentNumber"]],
  ] as const)("%s", (disposal, paths) => expect(disposalMisfits({ ...empty, disposal }).map(({ path }) => path)).toEqual(paths));

  it("填全了没有", () =>
    expect(
      disposalMisfits({
        disposal: "recover",
        rule: "财预〔2016〕18号",
        documentNumber: "晋财社〔2026〕1号",
        dueOn: "2027-03-01",
        targetLine: null,
      }),
    ).toEqual([]));
});
