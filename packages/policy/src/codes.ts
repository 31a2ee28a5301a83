/** A check that can fail while a claim is evaluated, in the order in which the checks are made. */
export interface ClaimCode {
  readonly code: ClaimCodeId;
  readonly title: string;
  readonly remedy: string;
}

export type ClaimCodeId =
  | "POLICY_NOT_IN_FORCE"
  | "WRONG_INSTITUTION_TYPE"
  | "CATEGORY_NOT_LISTED"
  | "NOT_PUBLIC_INSTITUTION"
  | "DISTRICT_NOT_ELIGIBLE"
  | "TITLE_NOT_ELIGIBLE"
  | "HOSPITAL_CLASS_UNMAPPED"
  | "EVIDENCE_REQUIRED"
  | "NOT_NATIONALLY_RECOGNISED"
  | "LIST_NOT_CONFIRMED"
  | "OUTSIDE_PROGRAMME_WINDOW"
  | "DUPLICATE_CLAIM"
  | "DUPLICATE_SUBSIDY"
  | "TIER_CONFLICT"
  | "QUOTA_EXCEEDED"
  | "COUNTY_CAP_REACHED"
  | "TERM_EXHAUSTED"
  | "STANDARD_NOT_SET"
  | "DECISION_REQUIRED";

/** Policy, institution and region, evidence and date, duplicates, quantity, amount, decision: the first that fails leads. */
export const claimCodes: readonly ClaimCode[] = [
  { code: "POLICY_NOT_IN_FORCE", title: "办法不在有效期内", remedy: "在2024年4月1日至2028年12月31日之间作出分配决定" },
  { code: "WRONG_INSTITUTION_TYPE", title: "机构类型不符", remedy: "核对机构等级、类别和隶属层级" },
  { code: "CATEGORY_NOT_LISTED", title: "类别不在奖励范围", remedy: "只有重症、传染病、创伤三类" },
  { code: "NOT_PUBLIC_INSTITUTION", title: "不是公立机构", remedy: "本项资金只补公立机构" },
  { code: "DISTRICT_NOT_ELIGIBLE", title: "市辖区不在范围", remedy: "只受理县和县级市的申报" },
  { code: "TITLE_NOT_ELIGIBLE", title: "职称不符", remedy: "改派中级以上职称医师" },
  { code: "HOSPITAL_CLASS_UNMAPPED", title: "医院类别没有对应标准", remedy: "报省卫生健康委决定" },
  { code: "EVIDENCE_REQUIRED", title: "成果尚未确认", remedy: "补齐公布文件、验收记录或证书后再申请" },
  { code: "NOT_NATIONALLY_RECOGNISED", title: "没有国家认定或国家补助", remedy: "取得国家认定后再申请" },
  { code: "LIST_NOT_CONFIRMED", title: "不在确认的录取名单", remedy: "由省卫生健康委确认录取名单" },
  { code: "OUTSIDE_PROGRAMME_WINDOW", title: "不在项目实施期内", remedy: "报省卫生健康委决定" },
  { code: "DUPLICATE_CLAIM", title: "重复申请", remedy: "撤回重复的一条" },
  { code: "DUPLICATE_SUBSIDY", title: "重复享受补助", remedy: "扣除已由其他项目补助的部分" },
  { code: "TIER_CONFLICT", title: "同年占用两个档次", remedy: "只保留一个档次" },
  { code: "QUOTA_EXCEEDED", title: "超过规定数量", remedy: "报省卫生健康委决定，或移入下一年度" },
  { code: "COUNTY_CAP_REACHED", title: "该县已按三所补足", remedy: "无需再申请" },
  { code: "TERM_EXHAUSTED", title: "补助期已满", remedy: "重新遴选后再申请" },
  { code: "STANDARD_NOT_SET", title: "没有补助标准", remedy: "补签写明学费的协议" },
  { code: "DECISION_REQUIRED", title: "条文未写明，待决定", remedy: "由有权机关记录决定" },
];

const ranks: ReadonlyMap<ClaimCodeId, number> = new Map(claimCodes.map(({ code }, index) => [code, index]));

export const inOrderOfChecks = (a: ClaimCodeId, b: ClaimCodeId): number => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0);
