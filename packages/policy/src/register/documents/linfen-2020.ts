import { date } from "@qiangyi/kernel";
import type { PolicyDocument } from "../document.ts";

export const linfen2020: PolicyDocument = {
  id: "linfen-2020",
  number: "临政办发〔2020〕35号",
  title: "临汾市提质强医工程实施方案",
  shortTitle: "临汾市提质强医工程实施方案",
  type: "plan",
  issuers: ["临汾市人民政府办公室"],
  approvedBy: "临汾市人民政府",
  addressees: ["各县、市、区人民政府", "各开发区、风景区管委会", "市直有关部门"],
  copyTo: ["市委办公室", "市人大常委会办公室", "市政协办公室", "市中级法院", "市检察院", "人民团体", "新闻单位"],
  issued: date("2020-06-15"),
  issuedNote: "印发日期；所供文本看不到成文日期",
  effective: {
    from: date("2020-06-15"),
    fromRule: "方案未另定施行日期，自印发之日起",
    to: null,
    toRule: "未规定；多数目标截至“十四五”末（2025年）",
  },
  openness: "主动公开",
  basis: [
    { number: null, title: "山西省“136兴医工程”", clauses: ["linfen-2020.preamble.basis"], document: null },
    { number: null, title: "临汾市委2020年工作要求", clauses: ["linfen-2020.preamble.basis"], document: null },
  ],
  background: [],
  reliesOn: [
    { number: null, title: "乡镇卫生院服务能力标准（2019年版）", clauses: ["linfen-2020.grassroots.standards"], document: null },
    {
      number: null,
      title: "社区卫生服务中心服务能力标准（2019年版）",
      clauses: ["linfen-2020.grassroots.standards"],
      document: null,
    },
  ],
  defects: [{ place: "三", printed: "临床重点专科与医学重点学科指同样的十个", readAs: "分为两类，以别名对应" }],
};
