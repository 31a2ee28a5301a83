import { date } from "@qiangyi/kernel";
import type { CitedDocument, PolicyDocument } from "../document.ts";

const specialFundRules: CitedDocument = {
  number: "晋财省直预〔2020〕38号",
  title: "省级财政专项资金管理办法",
  clauses: ["qiangyi-2024.notice.2", "qiangyi-2024.art1.b"],
  document: null,
};

const programmePlan: CitedDocument = {
  number: "晋卫医发〔2023〕20号",
  title: "山西省“建高地 兜网底 提能力”强医工程实施方案",
  clauses: ["qiangyi-2024.notice.2", "qiangyi-2024.art1.b"],
  document: null,
};

export const qiangyi2024: PolicyDocument = {
  id: "qiangyi-2024",
  number: "晋财规社〔2024〕1号",
  title: "山西省“建高地 兜网底 提能力”强医工程补助资金管理办法",
  shortTitle: "强医工程补助资金管理办法",
  type: "fund-regulation",
  issuers: ["山西省财政厅", "山西省卫生健康委员会"],
  approvedBy: null,
  addressees: ["各市财政局", "各市卫生健康委员会"],
  copyTo: ["省财政厅各市监管处"],
  issued: date("2024-03-04"),
  issuedNote: null,
  effective: { from: date("2024-04-01"), fromRule: null, to: date("2028-12-31"), toRule: null },
  openness: "主动公开",
  basis: [specialFundRules, programmePlan],
  background: [
    {
      number: null,
      title: "中共中央办公厅、国务院办公厅关于进一步完善医疗卫生服务体系的意见",
      clauses: ["qiangyi-2024.art3.a"],
      document: null,
    },
    {
      number: null,
      title: "中共中央办公厅、国务院办公厅关于进一步深化改革促进乡村医疗卫生体系健康发展的意见",
      clauses: ["qiangyi-2024.art3.a"],
      document: null,
    },
    {
      number: null,
      title: "国务院办公厅关于印发中医药振兴发展重大工程实施方案的通知",
      clauses: ["qiangyi-2024.art3.a", "qiangyi-2024.art7.1.6.a"],
      document: null,
    },
  ],
  reliesOn: [
    {
      number: "晋卫基层函〔2023〕21号",
      title: "山西省县域医疗卫生次中心建设标准（试行）",
      clauses: ["qiangyi-2024.art7.2.a"],
      document: null,
    },
    {
      number: null,
      title: "山西省卫生健康委员会国内访问学者项目管理办法（试行）",
      clauses: ["qiangyi-2024.art7.3.5.3.d"],
      document: null,
    },
    { number: null, title: "各级财政经费负担办法", clauses: ["qiangyi-2024.art8.1.a"], document: null },
    { number: null, title: "体制管理型省直管县支出责任的规定和名单", clauses: ["qiangyi-2024.art8.1.b"], document: null },
    { number: null, title: "农业县名单", clauses: ["qiangyi-2024.art7.2.c"], document: null },
    { number: null, title: "结转结余资金管理规定", clauses: ["qiangyi-2024.art10.1.c"], document: null },
    { number: null, title: "政府采购目录和限额标准", clauses: ["qiangyi-2024.art10.2.d"], document: null },
    {
      number: null,
      title: "给予国家认定的机构名录",
      clauses: ["qiangyi-2024.art7.3.2.d", "qiangyi-2024.art7.3.3.d"],
      document: null,
    },
    { number: null, title: "全国三级公立医院绩效考核年度排名", clauses: ["qiangyi-2024.art7.1.1.a"], document: null },
  ],
  defects: [
    { place: "标题、印发通知、第一条、第二条", printed: "契网底", readAs: "兜网底" },
    { place: "印发通知末段", printed: "重复的半句话", readAs: "扫描残留，不含规则，展示时略去" },
    { place: "第七条（一）首段", printed: "点出四类后称“等6个项目”", readAs: "按编号的六个项目" },
    { place: "第七条（二）", printed: "中心乡镇卫生院、中心卫生院、县域医疗次中心并用", readAs: "同一对象" },
    { place: "第七条（三）5", printed: "基层适宜技术、基层适宜性技术并用", readAs: "同一条目" },
    { place: "第七条（三）5", printed: "称“五个提升”而列三条途径", readAs: "三个支持项目" },
    { place: "全文", printed: "省卫健委与省卫生健康委、省财政与省财政厅并用", readAs: "同一机关" },
    { place: "全文", printed: "换页截断句子", readAs: "连为一句" },
  ],
};
