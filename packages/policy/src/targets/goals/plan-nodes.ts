/** Which figures stand beside a goal node: laid out by the file of that name. */
export type NodeFigures = "settlement" | "pilot-cities" | "county-groups" | "patients" | "record-sharing";

/** A goal of a part of the plan, beside the twelve of its general part: people judge it, figures help them. */
export interface PlanNode {
  readonly clause: string;
  readonly title: string;
  /** What a written judgement is asked of, in the words of the clause. */
  readonly attributes: readonly string[];
  /** Each attribute gets a grade beside its judgement. */
  readonly isRated: boolean;
  readonly figures: NodeFigures | null;
}

const node = (name: string, title: string, more: Partial<PlanNode>): PlanNode => ({
  clause: `service-system-2023.${name}`,
  title,
  attributes: [],
  isRated: false,
  figures: null,
  ...more,
});

export const planNodes: readonly PlanNode[] = [
  node("s1.2.system-qualities", "公共卫生体系的四项品质", {
    attributes: ["体系完整", "分工明确", "反应灵敏", "运转高效"],
    isRated: true,
  }),
  node("s2.1.level-goals", "大病本省、常见病市县、小病乡村解决", { figures: "settlement" }),
  node("s2.3.consolidate-tiered-care", "以城市医疗集团巩固分级诊疗", { figures: "pilot-cities" }),
  node("s2.4.integrated-system-goal", "建成县域整合型服务体系", { figures: "county-groups" }),
  node("s2.6.elderly-service-network", "形成老年健康服务网络", { attributes: ["资源共享", "机制衔接", "功能优化"] }),
  node("s3.3.patient-relationship", "构建和谐医患关系", { figures: "patients" }),
  node("s5.5.record-sharing", "健康档案和病历共享、统一支付、即时结清", { figures: "record-sharing" }),
  node("safeguard3.reform-environment", "营造良好的改革社会环境", { attributes: ["改革社会环境"] }),
];
