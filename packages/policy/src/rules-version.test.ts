import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { claimCodes } from "./codes.ts";
import type { EvaluateOutput } from "./contract.ts";
import { evaluate, toJson } from "./evaluate.ts";
import { fundingLines } from "./qiangyi-2024/catalogue.ts";
import { parsed, type Row } from "./qiangyi-2024/example-province.ts";
import { crowdedProvince, sampledMoney, sampledProvince } from "./qiangyi-2024/sampled-province.ts";
import { readings } from "./readings.ts";
import { rulesVersion } from "./rules-version.ts";

/** What the outcomes below come to under each version of the rules. A new version adds a row; no row is ever edited. */
const digests: ReadonlyMap<number, string> = new Map([[1, "b7716840226a8c588dbf4e59ca310b3685219f36aa86ebaeae7f3763c107c08f"]]);

const everyReading = (keys = readings.map(({ key }) => key)): readonly Row[] =>
  readings
    .filter(({ key }) => keys.includes(key))
    .flatMap(({ key, values }) => values.map(({ value }) => ({ readings: { [key]: value } })));

/** Provinces without money and with it, by every reading and around the days of effect. */
const outcomes = function* (): Generator<EvaluateOutput> {
  for (const seed of [1, 2]) {
    const province = sampledProvince(seed);
    const bare = evaluate(parsed(province));
    const money = sampledMoney(bare, seed);
    yield bare;
    for (const decisionDate of ["2024-03-31", "2025-03-01", "2028-12-31", "2029-01-01"])
      yield evaluate(parsed({ ...province, ...money, decisionDate }));
    for (const reading of everyReading()) yield evaluate(parsed({ ...province, ...(seed === 1 && money), ...reading }));
  }
  for (const reading of everyReading(["planned.overrun", "approx.tolerance", "discipline.tiers"]))
    yield evaluate(parsed({ ...crowdedProvince(), ...reading }));
};

/** What the outcomes come to, and what occurs in them. */
const survey = () => {
  const hash = createHash("sha256");
  const seen = { lines: new Set<string>(), statuses: new Set<string>(), codes: new Set<string>() };
  for (const output of outcomes()) {
    hash.update(toJson(output));
    for (const { line, status, errors } of output.results) {
      seen.lines.add(line);
      seen.statuses.add(status);
      for (const code of errors) seen.codes.add(code);
    }
  }
  return { digest: hash.digest("hex"), ...seen };
};

describe("规则的版本号", () => {
  const { digest, lines, statuses, codes } = survey();
  const next = rulesVersion + 1;

  it("结果有一个字节不同，就要换新的版本号", () =>
    expect(
      digest,
      `规则的结果变了：确认是有意的，就把rulesVersion改为${next}，并在digests里添一行[${next}, 新值]，旧行不动`,
    ).toBe(digests.get(rulesVersion)));

  it("现行版本是最新的一个，各版本连续编号", () =>
    expect([...digests.keys()]).toEqual(Array.from({ length: rulesVersion }, (_, index) => index + 1)));

  it("样本涉及全部支持项目、状态和检查", () => {
    expect(lines).toEqual(new Set(fundingLines.map(({ id }) => id)));
    expect(statuses).toEqual(new Set(["payable", "not_payable", "decision_required"]));
    expect(codes).toEqual(new Set(claimCodes.map(({ code }) => code)));
  });
});
