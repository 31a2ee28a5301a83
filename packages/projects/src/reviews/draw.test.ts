import { createHash, webcrypto } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  candidateHashOf,
  candidateText,
  checkRecord,
  type DrawCandidate,
  type DrawRecord,
  draw,
  drawOrder,
  exclusionCounts,
  outcomesOf,
  outcomeText,
  proofOf,
  seedOf,
  sha256,
} from "./index.ts";

const nodeHash = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

describe("SHA-256 与别处一致", () => {
  it.each(["", "abc", "强医通", "a".repeat(55), "a".repeat(56), "a".repeat(64), "𠮷林𠀀".repeat(40)])("“%s”", (text) =>
    expect(sha256(text)).toBe(nodeHash(text)),
  );
  it("任意文本与 Node、浏览器的 WebCrypto 相同", () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 300 }), async (text) => {
        const web = await webcrypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
        expect(sha256(text)).toBe(Buffer.from(web).toString("hex"));
        expect(sha256(text)).toBe(nodeHash(text));
      }),
    ));
});

const expert = (id: string, unit: string, fields: string[] = [], excluded: string[] = []): DrawCandidate => ({
  id,
  unit,
  fields,
  excluded,
});
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => expert(`e${at}`, `u${at}`, [at % 2 === 0 ? "心内" : "药学"]));
const five = { experts: 5, fields: [] };

describe("抽取次序与席位", () => {
  it("十行审计脚本得到同样的次序", () => {
    const candidates = many(9);
    const script = candidates
      .map(({ id }) => [createHash("sha256").update(`seed${id}`).digest("hex"), id] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, id]) => id);
    expect(drawOrder("seed", candidates).map(({ id }) => id)).toEqual(script);
  });

  it("名单次序不影响哈希与结果，种子不同结果不同", () => {
    const candidates = many(30);
    const shuffled = candidates.toReversed();
    expect(candidateHashOf("p", five, shuffled)).toBe(candidateHashOf("p", five, candidates));
    expect(draw("s1", shuffled, five)).toEqual(draw("s1", candidates, five));
    expect(draw("s1", candidates, five)).not.toEqual(draw("s2", candidates, five));
  });

  it("改一名候选人的单位、领域或回避情形，哈希就不同", () => {
    const candidates = many(6);
    const hash = candidateHashOf("p", five, candidates);
    for (const change of [{ unit: "u9" }, { fields: ["骨科"] }, { excluded: ["region"] }])
      expect(candidateHashOf("p", five, [{ ...expert("e0", "u0", ["心内"]), ...change }, ...candidates.slice(1)])).not.toBe(hash);
    expect(candidateText("p", five, [expert("a\tb", "u\n")])).toBe("qiangyi-draw-1\tp\t5\t\na b\tu \t\t");
  });

  it("按次序取人，遇同单位跳过，仅为凑足领域才跳过次序", () => {
    const candidates = [...many(20), expert("rare", "u0", ["病理"])];
    const result = draw("2025", candidates, { experts: 5, fields: ["病理"] });
    const panel = result.ok ? result.value : [];
    expect(panel.map(({ id }) => id)).toContain("rare");
    expect(new Set(panel.map(({ unit }) => unit)).size).toBe(5);
    // u0 holds both e0 and the only pathologist, so e0 can never sit.
    expect(panel.map(({ id }) => id)).not.toContain("e0");
  });

  it("谢绝后补抽：余下的人按原次序递补，已在席者不动", () => {
    const candidates = many(12);
    const order = drawOrder("s", candidates).map(({ id }) => id);
    const added = draw("s", candidates, five, {
      held: [0, 1, 3, 4].flatMap((at) => order[at] ?? []),
      unavailable: order.slice(2, 3),
    });
    expect(added.ok && added.value.map(({ id }) => id)).toEqual(order.slice(5, 6));
  });
});

describe("要么抽出合格的评审组，要么给出证明", () => {
  const unit = fc.integer({ min: 0, max: 6 }).map((at) => `u${at}`);
  const candidate = fc.record({
    unit,
    fields: fc.subarray(["甲", "乙", "丙"]),
    excluded: fc.oneof({ weight: 4, arbitrary: fc.constant<string[]>([]) }, fc.constant(["region"])),
  });
  const exists = (candidates: readonly DrawCandidate[], fields: readonly string[], seats: number): boolean => {
    const search = (at: number, chosen: readonly DrawCandidate[]): boolean => {
      if (chosen.length === seats) return fields.every((field) => chosen.some((one) => one.fields.includes(field)));
      return candidates
        .slice(at)
        .some(
          (next, offset) =>
            next.excluded.length === 0 &&
            !chosen.some((one) => one.unit === next.unit) &&
            search(at + offset + 1, [...chosen, next]),
        );
    };
    return search(0, []);
  };

  it("与穷举一致：有合格组合就抽得出，没有就说明哪条不能满足", () =>
    fc.assert(
      fc.property(
        fc.array(candidate, { maxLength: 10 }),
        fc.subarray(["甲", "乙", "丙"]),
        fc.string(),
        (drafts, fields, seed) => {
          const candidates = drafts.map((draft, at) => ({ id: `e${at}`, ...draft }));
          const result = draw(seed, candidates, { experts: 5, fields });
          expect(result.ok).toBe(exists(candidates, fields, 5));
          expect(proofOf(candidates, { experts: 5, fields }) === undefined).toBe(result.ok);
          if (!result.ok) return;
          expect(result.value).toHaveLength(5);
          expect(new Set(result.value.map((one) => one.unit)).size).toBe(5);
          expect(result.value.every(({ excluded }) => excluded.length === 0)).toBe(true);
          expect(fields.every((field) => result.value.some((one) => one.fields.includes(field)))).toBe(true);
        },
      ),
      { numRuns: 300 },
    ));

  it("证明写明是哪一条、缺多少、涉及谁", () => {
    expect(proofOf(many(9), { experts: 4, fields: [] })).toMatchObject({ limit: "size", available: 4 });
    expect(proofOf([...many(4), expert("x", "u8", [], ["region"])], five)).toMatchObject({
      limit: "candidates",
      needed: 5,
      available: 4,
      sentence: "还需5人；候选5人中1人须回避或不可用，只余4人",
    });
    expect(proofOf([...many(4), expert("x", "u0")], five)).toMatchObject({ limit: "units", available: 4 });
    expect(proofOf([...many(9), expert("x", "u20", ["病理"], ["same-unit"])], { experts: 5, fields: ["病理"] })).toMatchObject({
      limit: "field",
      fields: ["病理"],
      available: 0,
      candidates: ["x"],
    });
    const oneUnit = [...many(9), expert("x", "u20", ["病理"]), expert("y", "u20", ["检验"])];
    expect(proofOf(oneUnit, { experts: 5, fields: ["心内", "病理", "检验"] })).toMatchObject({
      limit: "fields",
      fields: ["病理", "检验"],
      candidates: ["x", "y"],
    });
  });
});

describe("docs/draw.md 中手算的例子", () => {
  const all = [
    ["e1", "u1"],
    ["e2", "u2"],
    ["e3", "u3"],
    ["e4", "u3"],
    ["e5", "u4"],
    ["e6", "u5"],
    ["e7", "u6"],
    ["e8", "u7"],
  ] as const;
  const candidates = all.map(([id, unit]) =>
    expert(id, unit, [id === "e6" ? "economics" : "cardiology"], id === "e7" ? ["region"] : []),
  );
  const limits = { experts: 5, fields: ["economics"] };
  const candidateHash = candidateHashOf("p1", limits, candidates);
  const nonce = `${"7".repeat(62)}01`;
  const seed = seedOf({ nonce, candidateHash, words: "271828" });
  const ids = (result: ReturnType<typeof draw>) => (result.ok ? result.value.map(({ id }) => id) : []);

  it("名单哈希、承诺、种子与文档一致", () =>
    expect([candidateHash, sha256(nonce), seed]).toEqual([
      "8ec5f8c0f58bb137de42b70824364903e391cef904dede1c13a23b0c2e2982b5",
      "6e4d8239597df9ee07da46b3f955abdbec1c9b6062adc1a5e1b468abd5639e42",
      "952a106635f28c56ef0354fd2657aa4dfecb65da0d46a11563c8a4631dcb19a4",
    ]));
  it("每个没有抽中的人都说得出原因，补抽之后随之更新", () => {
    const told = (replacements: DrawRecord["replacements"]) =>
      Object.fromEntries(
        [...outcomesOf({ seed, candidates, ...limits, replacements })].map(([id, outcome]) => [
          id,
          outcomeText(outcome, (other) => other.toUpperCase()),
        ]),
      );
    const first = {
      e8: "抽中",
      e3: "抽中",
      e5: "抽中",
      e2: "抽中",
      e6: "抽中",
      e4: "与E3同单位，每个单位至多一人",
      e1: "席位须留给尚缺的专业领域",
      e7: "未参加抽取：同一地区",
    };
    expect(told([])).toEqual(first);
    expect(told([{ unavailable: ["e8"], added: ["e1"] }])).toEqual({
      ...first,
      e8: "抽中，后退出",
      e1: "第1次补抽抽中",
    });
    const later = told([
      { unavailable: ["e6"], added: [] },
      { unavailable: ["e1"], added: [] },
    ]);
    expect([later["e6"], later["e1"]]).toEqual(["抽中，后退出", "名单锁定后出现回避情形，补抽时跳过"]);
    expect([...outcomesOf({ seed: null, candidates, ...limits, replacements: [] }).keys()]).toEqual(["e7"]);
  });

  it("席位满后按次序没有轮到的人", () => {
    const all = many(9);
    const last = drawOrder("s", all).at(-1)?.id ?? "";
    const outcome = outcomesOf({ seed: "s", candidates: all, ...five, replacements: [] }).get(last);
    expect(outcome && outcomeText(outcome, (id) => id)).toBe("席位已满，按次序未抽到");
  });

  it("名单中的回避情形按类计数，一人两类各计一次", () =>
    expect(
      exclusionCounts([
        ...many(2),
        expert("a", "ua", [], ["kin", "region"]),
        expert("b", "ub", [], ["region"]),
        expert("c", "uc", [], ["load"]),
      ]),
    ).toEqual([
      { title: "同一地区", people: 2 },
      { title: "亲属关系", people: 1 },
      { title: "工作量达到上限", people: 1 },
    ]));

  it("次序、跳过与补抽和文档一致", () => {
    const free = candidates.filter(({ excluded }) => excluded.length === 0);
    expect(drawOrder(seed, free).map(({ id }) => id)).toEqual(["e8", "e3", "e5", "e4", "e2", "e1", "e6"]);
    expect(ids(draw(seed, candidates, limits))).toEqual(["e8", "e3", "e5", "e2", "e6"]);
    expect(ids(draw(seed, candidates, limits, { held: ["e3", "e5", "e2", "e6"], unavailable: ["e8"] }))).toEqual(["e1"]);
  });
});

describe("任何人可重算公布的抽取记录", () => {
  const candidates = [...many(14), expert("out", "u30", [], ["same-unit"])];
  const limits = { experts: 5, fields: ["心内"] };
  const candidateHash = candidateHashOf("panel-1", limits, candidates);
  const nonce = "00".repeat(32);
  const words = "监督员现场报数 271828";
  const seed = seedOf({ nonce, candidateHash, words });
  const first = draw(seed, candidates, limits);
  const drawn = first.ok ? first.value.map(({ id }) => id) : [];
  const [gone = ""] = drawn;
  const second = draw(seed, candidates, limits, { held: drawn.slice(1), unavailable: [gone] });
  const added = second.ok ? second.value.map(({ id }) => id) : [];
  const record: DrawRecord = {
    algorithm: "qiangyi-draw-1",
    panel: "panel-1",
    ...limits,
    candidates,
    candidateHash,
    commitment: sha256(nonce),
    nonce,
    words,
    seed,
    drawn,
    replacements: [{ unavailable: [gone], added }],
  };
  const wrong = (changed: Partial<DrawRecord>) =>
    checkRecord({ ...record, ...changed })
      .filter(({ isRight }) => !isRight)
      .map(({ what }) => what);

  it("原样的记录每一步都对", () => {
    expect(checkRecord(record).map(({ what }) => what)).toEqual([
      "候选名单哈希",
      "预先承诺的随机数",
      "抽取种子",
      "抽取结果",
      "第1次补抽",
    ]);
    expect(wrong({})).toEqual([]);
  });
  it("换人、换名单、换种子、换补抽都看得出来", () => {
    expect(wrong({ drawn: drawn.with(0, "e13"), replacements: [] })).toEqual(["抽取结果"]);
    expect(wrong({ candidates: candidates.slice(1) })).toContain("候选名单哈希");
    expect(wrong({ nonce: "11".repeat(32) })).toEqual(["预先承诺的随机数", "抽取种子"]);
    expect(wrong({ words: "事后另写的话" })).toEqual(["抽取种子"]);
    expect(wrong({ replacements: [{ unavailable: [gone], added: ["e13x"] }] })).toEqual(["第1次补抽"]);
  });
  it("抽取之前的记录只核对名单", () =>
    expect(checkRecord({ ...record, nonce: null, words: null, seed: null, drawn: [], replacements: [] })).toHaveLength(1));
});
