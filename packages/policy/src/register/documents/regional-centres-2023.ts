import { date } from "@qiangyi/kernel";
import type { PolicyDocument } from "../document.ts";

export const regionalCentres2023: PolicyDocument = {
  id: "regional-centres-2023",
  number: "晋政办函〔2023〕19号",
  title: "山西省支持国家区域医疗中心建设工作方案",
  shortTitle: "支持国家区域医疗中心建设工作方案",
  type: "plan",
  issuers: ["山西省人民政府办公厅"],
  approvedBy: "山西省人民政府",
  addressees: ["太原市人民政府", "省直有关部门"],
  copyTo: [],
  issued: date("2023-03-13"),
  issuedNote: null,
  effective: {
    from: date("2023-03-13"),
    fromRule: "方案未另定施行日期，自印发之日起",
    to: null,
    toRule: "未规定；各医院指标目标年为2024年、2026年、2026年、2027年",
  },
  openness: "主动公开",
  basis: [
    {
      number: null,
      title: "省委、省政府关于支持国家区域医疗中心建设的部署",
      clauses: ["regional-centres-2023.preamble.basis"],
      document: null,
    },
  ],
  background: [],
  reliesOn: [],
  defects: [{ place: "四", printed: "一项核心技术覆盖率“超过5%”，同类指标为65%至70%", readAs: "照录并标注待核实" }],
};
