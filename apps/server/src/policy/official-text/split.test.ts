import { describe, expect, it } from "vitest";
import { chineseNumber, markOf } from "./marks.ts";
import { paragraphsOf } from "./paragraphs.ts";
import { sampleRegulation } from "./sample-files.ts";
import { splitOfficialText } from "./split.ts";

const { title, parts, notes } = splitOfficialText(sampleRegulation);
const part = (ref: string) => parts.find((each) => each.ref === ref);

describe("原文分条", () => {
  it("分出标题、印发通知、章、条、款、项和文尾", () => {
    expect(title).toBe("虚构市村医进修补助资金管理办法");
    expect(parts.map(({ kind, ref }) => `${kind} ${ref}`)).toEqual([
      "notice 印发通知",
      "residue ",
      "title ",
      "chapter ",
      "article 第一条",
      "article 第二条",
      "item 第二条（一）",
      "item 第二条（一）1",
      "item 第二条（一）2",
      "item 第二条（一）2（1）",
      "item 第二条（一）2（2）",
      "item 第二条（二）",
      "article 第三条",
      "tail 文尾",
    ]);
  });

  it("换行、换页截断的句子连为一句，标题行不与正文相连", () => {
    expect(part("第二条（一）2（1）")?.body).toBe("学费超过标准的部分由派出单位承担。");
    expect(part("第二条（二）")?.body).toBe(
      "食宿补助\n每人每日3.5元起，按实际天数计算，由各县按照本地实际情况确定具体标准并报市级备案后执行，不得超过市级标准的两倍。",
    );
  });

  it("换页残留的半句话单列并提醒，不进入印发通知", () => {
    expect(parts.find(({ kind }) => kind === "residue")?.body).toBe("款》，请遵照执行。");
    expect(part("印发通知")?.body).not.toContain("款》");
    expect(notes).toEqual(["印发通知中有1段疑为换页残留的半句话，展示时略去，请核对"]);
  });

  it("方案按一、（一）1.分条，各部分连续编号的措施也认得", () => {
    const plan = splitOfficialText(
      "虚构方案\n为了某事，制定本方案。\n一、目标\n做好工作。\n二、措施\n（一）资金\n1.安排资金。\n（二）人才\n2.引进人才。\n3.培养人才。",
    );
    expect(plan.parts.map(({ ref }) => ref)).toEqual([
      "",
      "前言",
      "一",
      "二",
      "二（一）",
      "二（一）1",
      "二（二）",
      "二（二）2",
      "二（二）3",
    ]);
  });

  it("缺号要提醒，不吞掉后面的条", () => {
    const lost = splitOfficialText("某办法\n第一条 甲。\n第二条 乙。\n第四条 丁。");
    expect(lost.parts.map(({ ref }) => ref)).toEqual(["", "第一条", "第二条", "第四条"]);
    expect(lost.notes).toEqual(["第四条之前缺1个序号，请核对"]);
  });

  it("句中引用的条号不另起一条", () => {
    const cited = splitOfficialText("某办法\n第一条 按照\n第七条规定的标准执行。\n第二条 施行。");
    expect(cited.parts.map(({ ref }) => ref)).toEqual(["", "第一条", "第二条"]);
  });

  it("没有条也没有“一、”的文字不能分条", () => {
    expect(splitOfficialText("一段普通的话。\n又一段。").parts).toEqual([]);
  });

  it("整页折行的文件按行宽连句", () => {
    const lines = Array.from({ length: 12 }, (_, index) =>
      index === 11 ? "最后一句到此为止。" : "这是扫描后按页面宽度折行的一行文字没有标点的",
    );
    expect(paragraphsOf(["一、总体要求", ...lines].join("\n"))).toEqual(["一、总体要求", lines.join("")]);
  });

  it.each([
    ["十", 10],
    ["十三", 13],
    ["二十", 20],
    ["二十一", 21],
    ["九", 9],
  ])("中文数字%s是%i", (text, number) => expect(chineseNumber(text)).toBe(number));

  it.each(["2.4万元", "3.5元起", "第七条、第八条", "第三条规定"])("“%s”不是序号", (line) => expect(markOf(line)).toBeUndefined());
});
