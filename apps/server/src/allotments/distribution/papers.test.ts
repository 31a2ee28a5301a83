import {
  draftReduction,
  issueDistribution,
  printAllotmentNotice,
  printReturns,
  readDistribution,
  readReceipt,
  returnReceipt,
  signDistribution,
  startDistribution,
  verifyReceipt,
} from "@qiangyi/api";
import { wanYuan, yuan } from "@qiangyi/kernel";
import mammoth from "mammoth";
import { extractText, getDocumentProxy } from "unpdf";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { type Actor, fixedClock } from "../../platform/index.ts";
import { hongdong, hospitals, issueSample, people, setUpPlaces } from "./sample-notices.ts";

const database = await freshDatabase();
const api = await testApi(database, fixedClock("2025-02-20T02:00:00Z"));
const wan = (amount: number) => wanYuan(amount).toString();
const atHospital = { county: hongdong, institution: hospitals.hongdong.id, name: hospitals.hongdong.name };

let [root, city, county] = ["", "", ""];

const verifyAll = async (actor: Actor, noticeId: string) => {
  const { answer } = await api.call(actor, readReceipt, { params: { noticeId } });
  const rows = answer.rows.map(({ rowNo, thisFen }) => ({ rowNo, statedFen: thisFen }));
  await api.call(actor, verifyReceipt, { params: { noticeId }, body: { rows } });
};
const passOn = async ([drafter, health, issuer]: readonly [Actor, Actor, Actor], upstream: string, number: string) => {
  const params = { noticeId: (await api.call(drafter, startDistribution, { params: { noticeId: upstream } })).answer.noticeId };
  const { base } = (await api.call(drafter, readDistribution, { params })).answer;
  await api.call(health, signDistribution, { params, body: { base } });
  await api.call(issuer, issueDistribution, { params, body: { base, number } });
  return params.noticeId;
};
/** The words of a paper in both formats, without the spaces that layouts put between them. */
const wordsOf = async (actor: Actor, noticeId: string): Promise<[docx: string, pdf: string]> => {
  const params = { noticeId };
  const docx = await api.call(actor, printAllotmentNotice, { params, query: { format: "docx" } });
  const pdf = await api.call(actor, printAllotmentNotice, { params, query: { format: "pdf" } });
  return [await readDocx(docx.bytes), await readPdf(pdf.bytes)];
};
const readDocx = async (bytes: Buffer) => plain((await mammoth.extractRawText({ buffer: bytes })).value);
const readPdf = async (bytes: Buffer) =>
  plain((await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true })).text);
const plain = (text: string) => text.replace(/\s/g, "");

beforeAll(async () => {
  await setUpPlaces(database);
  root = await issueSample(database, {
    number: "晋财社〔2025〕1号",
    rows: [
      { allocated: wanYuan(100), project: "p1", title: "洪洞卒中中心", ...atHospital },
      {
        allocated: yuan(344_800),
        project: "p2",
        title: "市医院专科",
        institution: hospitals.city.id,
        name: hospitals.city.name,
      },
    ],
  });
  await verifyAll(people.city, root);
  city = await passOn([people.city, people.cityHealth, people.city2], root, "临财社〔2025〕1号");
  await verifyAll(people.county, city);
  county = await passOn([people.county, people.countyHealth, people.county2], city, "洪财社〔2025〕1号");
  await verifyAll(people.unit, county);
});

describe("市县分解下达、追减、退回的公文", () => {
  it("市级分解下达：两个机关联合行文，主送县和市直单位，依据省级文号，附件按县分组、合计重新加总", async () => {
    for (const words of await wordsOf(people.city, city)) {
      for (const said of [
        "临汾市财政局",
        "临汾市卫生健康委员会",
        "临财社〔2025〕1号",
        "各有关县（市、区）财政局、卫生健康局，样例临汾市人民医院",
        "根据《晋财社〔2025〕1号》，现分解下达2025年度强医工程补助资金134.48万元",
        "洪洞县小计",
        "134.48",
        "抄送：省财政厅临汾市监管处",
      ])
        expect(words).toContain(said);
    }
  });

  it("县级分解下达：主送单位点名，只有一组时不重复小计，不再要求分解", async () => {
    for (const words of await wordsOf(people.county, county)) {
      expect(words).toContain("洪洞县卫生健康局");
      expect(words).toContain("样例洪洞县人民医院：");
      expect(words).not.toContain("小计");
      expect(words).not.toContain("三十日内分解下达");
    }
  });

  it("追减：写明原文件、资金所在、追减前后；金额为正数，合计等于本次追减", async () => {
    const body = {
      title: "关于追减2025年资金的通知",
      reason: "项目调整",
      rows: [{ noticeId: root, rowNo: 1, book: `U${hospitals.hongdong.id}`, amountFen: wan(30) }],
    };
    const drafted = await api.call(people.province, draftReduction, { body });
    for (const words of await wordsOf(people.province, drafted.answer.noticeId)) {
      for (const said of [
        "因项目调整，现追减《晋财社〔2025〕1号》下达的2025年度强医工程补助资金30万元",
        "2025年度强医工程补助资金追减表",
        "样例洪洞县人民医院",
        "30.00",
        "70",
      ])
        expect(words).toContain(said);
      expect(words).not.toContain("-30");
    }
  });

  it("退回：写明原文件、笔数、金额和原因；没有退回过的文件没有这份函", async () => {
    const other = await issueSample(database, {
      number: "晋财社〔2025〕2号",
      rows: [{ allocated: wanYuan(20), title: "卒中中心" }],
    });
    const query = { kind: "withdrawn" as const, format: "docx" as const };
    const none = await api.call(people.city, printReturns, { params: { noticeId: other }, query });
    expect(none).toMatchObject({ status: 404, problem: { code: "returns-not-found" } });
    await api.call(people.city, returnReceipt, { params: { noticeId: other }, body: { rowNos: [1], reason: "不是本市项目" } });
    const docx = await api.call(people.city, printReturns, { params: { noticeId: other }, query });
    const pdf = await api.call(people.city, printReturns, { params: { noticeId: other }, query: { ...query, format: "pdf" } });
    for (const words of [await readDocx(docx.bytes), await readPdf(pdf.bytes)])
      for (const said of ["关于退回晋财社〔2025〕2号部分资金的函", "有1笔、合计20万元不能接收", "不是本市项目"])
        expect(words).toContain(said);
  });
});
