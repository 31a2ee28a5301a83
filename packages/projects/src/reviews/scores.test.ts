import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjust, meanOf, missingOf, needsSecondReview, rankProjects, suggestionOf, totalOf, unstableCut } from "./index.ts";

const criteria = ["必要性", "投入经济性", "绩效目标合理性", "实施方案可行性", "筹资合规性"];
const fiveG = {
  items: criteria.map((title) => ({ id: title, title, maxPoints: 100 })),
  vetoes: [
    { id: "plan", title: "符合实施方案" },
    { id: "building", title: "符合建设要求" },
  ],
};
const filled = (points: readonly (number | null)[]) => ({
  items: Object.fromEntries(criteria.map((title, at) => [title, points[at] ?? null])),
  vetoes: { plan: true, building: true },
});

describe("评分表", () => {
  it("五项各100分，总分为五项之和除以5 [5g-2022.art9.2]", () => {
    expect(totalOf(fiveG, filled([8000, 9000, 7000, 10_000, 6000]))).toEqual({ ok: true, value: 8000 });
    expect(totalOf(fiveG, filled([8050, 9000, 7000, 10_000, 6000]))).toEqual({ ok: true, value: 8010 });
  });
  it("五项只评四项：点名缺的一项 [5g-2022.art9.2]", () =>
    expect(totalOf(fiveG, filled([8000, 9000, 7000, 10_000]))).toEqual({
      ok: false,
      refusal: { code: "REVIEW_INCOMPLETE", missing: ["筹资合规性"] },
    }));
  it("一票否决项没有回答也是未评完", () =>
    expect(missingOf(fiveG, { ...filled([1, 1, 1, 1, 1]), vetoes: { plan: false, building: null } })).toEqual(["符合建设要求"]));
  it("分值合计100的表直接相加；零分是分", () => {
    const sheet = {
      items: [20, 25, 20, 20, 15].map((maxPoints, at) => ({ id: `${at}`, title: `${at}`, maxPoints })),
      vetoes: [],
    };
    const entries = { items: { 0: 2000, 1: 2000, 2: 0, 3: 1550, 4: 1500 }, vetoes: {} };
    expect(totalOf(sheet, entries)).toEqual({ ok: true, value: 7050 });
    expect(totalOf(sheet, { ...entries, items: { ...entries.items, 1: 2501 } })).toMatchObject({
      refusal: { code: "SCORE_OUT_OF_RANGE", items: ["1"] },
    });
  });
});

describe("均值、极差与复评", () => {
  it.each([
    ["不足5人不去极端", [6000, 8000, 9000, 9100], 8025],
    ["5人去一高一低", [6000, 8000, 9000, 9100, 10_000], 8700],
    ["并列的极端只去一个", [6000, 6000, 9000, 9000, 9000], 8000],
    ["逢半进一", [8000, 8001, 8002, 8003], 8002],
    ["三个数除不尽", [0, 8000, 8000, 8001, 10_000], 8000],
  ])("%s", (_, totals, mean) => expect(meanOf(totals)).toBe(mean));
  it("没有评分没有均值", () => expect(meanOf([])).toBeUndefined());
  it("极差正好20分不复评，多0.01分复评", () => {
    expect(needsSecondReview([7000, 9000], 20)).toBe(false);
    expect(needsSecondReview([7000, 9001], 20)).toBe(true);
    expect(needsSecondReview([], 20)).toBe(false);
  });
  it.each([
    [8000, "pass"],
    [7999, "revise"],
    [6000, "revise"],
    [5999, "fail"],
  ])("%i 为 %s", (mean, suggestion) => expect(suggestionOf(mean, { pass: 8000, revise: 6000 })).toBe(suggestion));
});

const scores = (rows: Record<string, Record<string, number>>) =>
  Object.entries(rows).flatMap(([project, given]) =>
    Object.entries(given).map(([expert, total]) => ({ project, expert, total })),
  );

describe("宽严校正", () => {
  it("同一组专家评全部项目：宽严恰为各人均值之差", () => {
    const given = scores({ A: { x: 8000, y: 7000, z: 9000 }, B: { x: 7000, y: 6000, z: 8000 } });
    expect(Object.fromEntries(adjust(given).effects)).toEqual({ x: 0, y: -1000, z: 1000 });
  });
  it("严的专家多评的项目不再吃亏", () => {
    // y and z score twenty points below x and w; B was judged by the severe ones.
    const given = scores({
      A: { x: 8000, w: 8000 },
      B: { y: 7000, z: 7000 },
      C: { x: 9000, w: 9000, y: 7000, z: 7000 },
    });
    const { effects, means, isConnected } = adjust(given);
    expect([effects.get("x"), effects.get("y")]).toEqual([1000, -1000]);
    expect([means.get("A"), means.get("B")]).toEqual([7000, 8000]);
    expect(isConnected).toBe(true);
    const ranked = rankProjects(given);
    expect(ranked.map(({ project, rank, adjustedRank }) => [project, rank, adjustedRank])).toEqual([
      ["A", 1, 3],
      ["C", 1, 1],
      ["B", 3, 1],
    ]);
  });
  it("互不相连的两组各自校正，并说明不可比", () => {
    const { effects, isConnected } = adjust(scores({ A: { x: 9000, y: 7000 }, B: { v: 5000, w: 5001 } }));
    expect(isConnected).toBe(false);
    expect(Object.fromEntries(effects)).toEqual({ x: 1000, y: -1000, v: -1, w: 1 });
  });

  const matrix = fc.array(
    fc.record({
      project: fc.integer({ min: 0, max: 5 }).map((at) => `p${at}`),
      expert: fc.integer({ min: 0, max: 6 }).map((at) => `e${at}`),
      total: fc.integer({ min: 0, max: 10_000 }),
    }),
    { minLength: 1, maxLength: 40 },
  );
  const unique = <S extends { project: string; expert: string }>(given: readonly S[]) => [
    ...new Map(given.map((score) => [`${score.project} ${score.expert}`, score])).values(),
  ];
  it("输入次序不影响结果；每组宽严之和为零（四舍五入之内）", () =>
    fc.assert(
      fc.property(matrix, (drafts) => {
        const given = unique(drafts);
        const [there, back] = [adjust(given), adjust(given.toReversed())];
        expect(Object.fromEntries(back.effects)).toEqual(Object.fromEntries(there.effects));
        const sum = [...there.effects.values()].reduce((total, effect) => total + effect, 0);
        expect(Math.abs(sum)).toBeLessThanOrEqual(there.effects.size);
      }),
    ));
  it("是最小二乘解：与逐次求均值的极限相同", () =>
    fc.assert(
      fc.property(matrix, (drafts) => {
        const given = unique(drafts);
        const { effects, isConnected } = adjust(given);
        fc.pre(isConnected);
        const slow = iterated(given);
        for (const [expert, effect] of effects) expect(Math.abs(effect - (slow.get(expert) ?? 0))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    ));
  it("人人都加同样的分，宽严不变", () =>
    fc.assert(
      fc.property(matrix, fc.integer({ min: 1, max: 500 }), (drafts, more) => {
        const given = unique(drafts);
        const lifted = given.map((score) => ({ ...score, total: score.total + more }));
        expect(Object.fromEntries(adjust(lifted).effects)).toEqual(Object.fromEntries(adjust(given).effects));
      }),
    ));
});

/** Alternating means, as slow and as plain as can be. */
const iterated = (given: readonly { project: string; expert: string; total: number }[]) => {
  const experts = [...new Set(given.map(({ expert }) => expert))];
  let effects = new Map(experts.map((expert) => [expert, 0]));
  const average = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  for (let turn = 0; turn < 4000; turn += 1) {
    const worth = (project: string) =>
      average(given.filter((one) => one.project === project).map(({ expert, total }) => total - (effects.get(expert) ?? 0)));
    const worths = new Map([...new Set(given.map(({ project }) => project))].map((project) => [project, worth(project)]));
    const next = new Map(
      experts.map((expert) => [
        expert,
        average(given.filter((one) => one.expert === expert).map(({ project, total }) => total - (worths.get(project) ?? 0))),
      ]),
    );
    const shift = average([...next.values()]);
    const moved = new Map([...next].map(([expert, effect]) => [expert, effect - shift]));
    const step = Math.max(...experts.map((expert) => Math.abs((moved.get(expert) ?? 0) - (effects.get(expert) ?? 0))));
    effects = moved;
    if (step < 1e-6) break;
  }
  return effects;
};

describe("入选线是否稳", () => {
  it("去掉任何一名专家都不改变取舍时没有不稳区间", () => {
    const ranked = rankProjects(scores({ A: { x: 9000, y: 9000, z: 9000 }, B: { x: 5000, y: 5000, z: 5000 } }));
    expect(unstableCut(ranked, 1)).toBeUndefined();
  });
  it("取舍系于一名专家时给出名次区间", () => {
    const ranked = rankProjects(
      scores({ A: { x: 9500, y: 7000, z: 7000 }, B: { x: 7000, y: 7500, z: 7500 }, C: { x: 1000, y: 1000, z: 1000 } }),
    );
    expect(ranked.map(({ project, rank, bestRank, worstRank }) => [project, rank, bestRank, worstRank])).toEqual([
      ["A", 1, 1, 2],
      ["B", 2, 1, 2],
      ["C", 3, 3, 3],
    ]);
    expect(unstableCut(ranked, 1)).toEqual({ from: 1, to: 2 });
    expect(unstableCut(ranked, 2)).toBeUndefined();
  });
});
