import { date } from "@qiangyi/kernel";
import type { PolicyDocument } from "../document.ts";

export const serviceSystem2023: PolicyDocument = {
  id: "service-system-2023",
  number: "晋政发〔2023〕15号",
  title: "山西省进一步完善医疗卫生服务体系实施方案",
  shortTitle: "完善医疗卫生服务体系实施方案",
  type: "plan",
  issuers: ["山西省人民政府"],
  approvedBy: null,
  addressees: ["各市人民政府", "各县人民政府", "省人民政府各委办厅局"],
  copyTo: [
    "省委各部门",
    "省人大常委会办公厅",
    "省政协办公厅",
    "省法院",
    "省检察院",
    "各人民团体",
    "各新闻单位",
    "各民主党派山西省委",
  ],
  issued: date("2023-08-09"),
  issuedNote: "成文日期；2023年8月10日印发",
  effective: {
    from: date("2023-08-09"),
    fromRule: "方案未另定施行日期，自成文之日起",
    to: null,
    toRule: "未规定；目标期限为2023年、2025年、2027年、2035年",
  },
  openness: "主动公开",
  basis: [
    {
      number: null,
      title: "中共中央办公厅、国务院办公厅关于进一步完善医疗卫生服务体系的意见",
      clauses: ["service-system-2023.front.basis"],
      document: null,
    },
  ],
  background: [],
  reliesOn: [
    {
      number: "晋政办函〔2023〕19号",
      title: "山西省支持国家区域医疗中心建设工作方案",
      clauses: [],
      document: "regional-centres-2023",
    },
  ],
  defects: [
    { place: "二（一）4、二（三）3", printed: "100个县级重点专科两次出现，名称不一", readAs: "同一批100个" },
    { place: "二（二）4、二（五）2", printed: "两处15个县", readAs: "两份独立名单" },
  ],
};
