import { describe, expect, it } from "vitest";
import { faultSentence, type StatedVerdicts, verdictFaults } from "../index.ts";

const yes = { passes: true, reason: "经核对材料属实" };
const no = { passes: false, reason: "批复已过期" };

describe("三项结论缺一不可,各有理由", () => {
  it.each<[string, StatedVerdicts | undefined, string[]]>([
    ["三项认可", { truthfulness: yes, compliance: yes, feasibility: yes }, []],
    ["可行性没有填", { truthfulness: yes, compliance: yes }, ["可行性没有结论"]],
    ["可行性为空", { truthfulness: yes, compliance: yes, feasibility: null }, ["可行性没有结论"]],
    ["合规性为否", { truthfulness: yes, compliance: no, feasibility: yes }, ["合规性结论为否"]],
    ["理由只有空格", { truthfulness: { passes: true, reason: "  " }, compliance: yes, feasibility: yes }, ["真实性没有写明理由"]],
    ["什么都没有", undefined, ["真实性没有结论", "合规性没有结论", "可行性没有结论"]],
  ])("%s", (_, stated, sentences) => expect(verdictFaults(stated).map(faultSentence)).toEqual(sentences));
});
