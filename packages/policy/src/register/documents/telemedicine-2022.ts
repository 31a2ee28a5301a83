import type { PolicyDocument } from "../document.ts";

export const telemedicine2022: PolicyDocument = {
  id: "5g-2022",
  number: "晋财社〔2022〕32号",
  title: "利用5G技术提升县级医疗集团服务能力试点项目资金管理办法",
  shortTitle: "5G试点项目资金管理办法",
  type: "fund-regulation",
  issuers: ["山西省财政厅", "山西省卫生健康委员会"],
  approvedBy: null,
  addressees: ["各有关市财政局", "各有关市卫生健康委", "省卫生健康委所属相关单位"],
  copyTo: [],
  issued: null,
  issuedNote: "所供文本没有印发日期，由文号只知为2022年；须由有权用户录入并附依据",
  effective: { from: null, fromRule: "印发之日", to: null, toRule: "项目资金结算完成" },
  openness: "主动公开",
  basis: [
    { number: null, title: "中华人民共和国预算法及其实施条例", clauses: ["5g-2022.notice.2"], document: null },
    {
      number: "晋财省直预〔2020〕38号",
      title: "省级财政专项资金管理办法",
      clauses: ["5g-2022.notice.2"],
      document: null,
    },
    {
      number: "晋办发〔2020〕24号",
      title: "关于进一步深化县域医疗卫生一体化改革的实施意见",
      clauses: ["5g-2022.notice.2", "5g-2022.art1.b"],
      document: null,
    },
    {
      number: "晋政办发〔2022〕4号",
      title: "山西省加快5G融合应用实施方案",
      clauses: ["5g-2022.notice.2", "5g-2022.art1.b"],
      document: null,
    },
  ],
  background: [],
  reliesOn: [{ number: null, title: "山西省5G+远程医疗建设实施方案", clauses: [], document: null }],
  defects: [
    { place: "全文", printed: "没有印发日期和版记", readAs: "日期由有权用户录入并附依据" },
    { place: "全文", printed: "换页截断句子", readAs: "连为一句" },
  ],
};
