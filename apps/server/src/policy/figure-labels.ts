/**
 * What screens call the parameters of clauses. The names in the data are for programs; a reader of the register sees these. A
 * test keeps the table complete, so that a new parameter cannot reach a screen without its Chinese name.
 */
const table = `
strength 力度|op 比较|unit 单位|value 目标值|indicator 指标|centre 中心|tier 层级|wording 文中用语|county 县（市、区）|by 期限|hospital 医院|direction 向好方向
partner 合作医院|period 统计周期|due 期限|centres 中心|lead 牵头单位|min 下限|max 上限|dimensions 方面|measure 措施序号|section 所属部分|responsible_units 责任单位
municipal_tier 市级责任方|existing 现有基础|scope 范围|level 级别|condition 条件|programme 项目|items 内容|based_on 依托|item 事项|count 数量|department 部门
for 面向|tiers 层级|service 服务|horizon 目标年份|deliverable 交付成果|order 顺序|per 按|action 动作|levels 级别|open_list 名单可增列|mainUse 主要用途|steps 步骤
from 起|seat 职位|holder 担任者|paymentMode 补助方式|basis 依据|goal 目标|institutions 机构|numeric_target 数值目标|baseline 基线|payer 出资方|output 成果|mode 方式
project 项目|criteria 标准|windowYears 实施期|names 名单|dimension 方面|standard 标准|institution 机构|qualifier 限定语|object 对象|role 角色|types 类别|categories 类别
itemCount 内容项数|elements 要素|services 服务|targetCount 任务数|parts 组成|field 项目|qualities 要求|total 合计|actions 动作|objects 对象|indicators 指标|scale 等级序列
target 目标|group 组别|theme 主题|instrument 文件|sources 资金来源|subsidyPerSpecialty 每个专科补助|areas 方面|modes 方式|startEvent 起算事件|issuer 印发机关|focus 重点
purpose 目的|equipment 设备|actor 责任方|function 职能|form 形式|members 成员|target_count 指标数|no_target 不设目标的指标|right 权利|beneficiary 受益方|fields 领域
places 地点|alias 别名|output_hospital 输出医院|target_year 目标年份|target_year_source 目标年份出处|city 市|basisNumbers 依据文号|criteriaCount 标准项数|base 基数
subsidyPerCentre 每个中心补助|stepCount 步骤数|principles 原则|stages 环节|number 文号|printed 印发日期|addressees 主送|roles 作用|date 日期|departments 部门|unit_name 单元名称
counties 县（市、区）|quantity 数量|area 方面|frequency 频次|attributes 特征|to 止|capabilities 能力|institution_type 机构类别|funding 资金|documentNumber 文号
issuerCount 印发机关数|issuedDate 印发日期|emphases 重点|lineCount 项目数|countPerYear 每年数量|subsidyPerDiscipline 每个学科每年补助|annualTotal 每年合计
centreTypeCount 中心类别数|centreTypes 中心类别|namedCategoryCount 列明类别数|approximatePerYear 每年约|days 时限|violations 情形|effectiveFrom 施行日期|effectiveTo 有效期至
technologies 技术|measures 措施|approved_by 批准机关|public_scope 公开范围|gap 不足|term 期限|reference_date 基准日|percent 比例|of 总数|guideline 指南|groups 分组|aims 目的
effect 效力|core 核心|rank 位次|grade 等级|timing 时机|employer 用人单位|forms 形式|limit 限额|place 地点|class 类别|platform 平台|components 组成|level_min 最低级别
ownership 所有制|into 纳入|character 性质|phase 阶段|award 称号|namedSourceCount 列明来源数|namedDocumentCount 列明文件数|emphasisCount 重点项数|capRatePercent 上限比例
namedTypeCount 列明类别数|lines 支持项目|rankThreshold 位次上限|hospitalClass 医院类别|rewardYear1 第一年奖励|rewardYear2 第二年奖励|rewardYear3 第三年奖励|rewardYears 奖励年数
lifetimeTotal 累计|rewardPerCentre 每个中心奖励|provincialSubsidyPerSpecialty 每个专科省级补助|tierCount 层级数|scoringAreaCount 评分方面数|lineAnnualTotal 项目每年合计
standardNumber 标准文号|minimumCount 至少|blockCount 分项数|catalogueLineCount 支持项目总数|blocks 分项|countyCount 县数|areaCount 方面数|generalHospitalMinimum 综合医院至少
tcmHospitalMinimum 中医院至少|maternalChildMinimum 妇幼保健院至少|totalMinimum 合计至少|cumulativeOne 一所达标累计|cumulativeTwo 两所达标累计|cumulativeThree 三所达标累计
incrementFirst 第一所|incrementSecond 第二所增加|incrementThird 第三所增加|modeCount 方式数|minimumPerYear 每年至少|minimumTitle 最低职称|subsidyPerPersonYear 每人每年补助
monthlyEquivalentYuan 折合每月|excludedProgramme 不重复的项目|namedRouteCount 列明途径数|routes 途径|approximatePerBatch 每批约|termYears 期限|subsidyPerWorkshopYear 每个工作室每年补助
years 年数|totalPerWorkshop 每个工作室合计|subsidyPerProjectYear 每个项目每年补助|categoryCount 类别数|comprehensiveGrade 综合等级|specialtyRankThreshold 专科位次上限
managementBase 管理类基地|tutorPerScholar 每名学者导师|namedModeCount 列明方式数|tuitionSharePercent 学费负担比例|tuitionAmount 学费金额|minimumPercent 至少比例|signatureCount 签字环节数
daysByAnalogy 比照时限|recipientCount 接收方数|timesPerYear 每年次数|factorCount 因素数|factors 因素|executionYear 执行年度|namedSupervisorCount 列明监督机关数
documentTypeCount 文件类别数|documentTypes 文件类别|namedViolationCount 列明情形数|basisCount 依据数|classCount 类别数|classes 类别|serviceTermYears 服务年限
pointsPerTertiaryHospital 每所三级医院点位|pointsPerTownshipCentre 每所乡镇卫生院点位|namedFactorCount 列明因素数|constructionTermYears 建设期|principleCount 原则数|checkCount 检查项数
partCount 组成项数|rowElementCount 每行要素数|listPartCount 名单项数|listParts 名单组成|requirementCount 要求数|stageCount 环节数|measureCount 措施数|violationTypeCount 情形数
lawCount 法律数|laws 法律|county_count 县数|visions 愿景|hospitals 医院|claim 定位|method 方法|outcomes 成效|needs 需求|benchmark 标杆|aim 目的|programmes 工程|institution_types 机构类别
rows 行数|cells 格数|check_items 检查项|total_min 合计下限|total_max 合计上限|approach 路径|standards 标准|results 结果|min_years 最短年限|max_years 最长年限|earliest 最早|latest 最晚
denominator 分母|name 名称|positions 职数|mandate 职责|note 说明|approver 批准方|rules 规则|means 手段|grounds 情形|options 处理方式|copied_to 抄送|copies 份数|proofread_by 校对单位
issued 印发日期|kind_of_text 文种|acknowledge 须签收|guidance 指导思想|pairs 对数|constraint 约束|platforms 平台|measure_by 衡量方式|orientation 导向|reasons 原因|destination 去向
feature 特征|numeric_targets_in 有数值目标的任务|by_hospital 各医院指标数|interim_targets 中期目标|since 自|counted_in_target_total 计入指标总数|aliases 简称
measures_by_unit 各单位措施|reporting_cycle 报告周期|sanctions 责任|plans_required 须制定的方案|with 会同|check 核对|payers 出资方|payee 收款方|assessors 考核方|decides 决定事项
gate 前提|requirement 要求|utilities 配套设施|phases 阶段|works 工程|effects 效果|min_title 最低职称|ranks 职级|result 结果|duty 责任|benefits 支持|source 来源|ways 途径|parties 各方
systems 付费方式|relax_if 放宽前提|still_for 仍适用于|status 状态|counterparty 相对方|data 数据|protection 保护|regions 地区|policy 政策|recipients 对象|min_level 最低级别
requires 前提|rate_percent 比例|partners 合作方|titles 职称|via 通过|certificate 证书|equals 等同于|matters 事项|public 公开|made 成文日期|perspective 视角|pillars 支柱
exception 例外|priority 优先|states 状态|source_level 来源级别|title_min 最低职称|experience 资历|subject 主体|protected 保护对象|exceptions 例外|surgery_level_max 手术最高级别
unit_of_entitlement 补助单位|amount 金额|channels 渠道|contents 内容|deliverables 交付成果|lead_part 牵头部分|model 模式|who 对象|chain 环节|surgery_levels 手术级别|elements_count 要素数
sequence 次序|combined_with 结合|assessed_unit 考核对象|tolerance_percent 容差|brands 品牌|named 列明事项|coverage 覆盖|with_lead 另一牵头单位|targets 对象|supports 支撑|principle 原则
includes 包括|participant 参与方|units 单位|plans 规划|payees 收款方|named_unit 列明单位|position 位次|duration_years 年限|domains 领域|instruments 法规形式|cycle 周期
separate_programme 单列工程|copied 抄送|sections 各部分
`;

/** Cross-references and reading aids between clauses that say nothing to a reader. */
const internal = new Set(
  (
    "rule map derived_from formula pattern separator explicit_lead presumed_lead_of lead_basis due_basis date_basis to_basis period_basis " +
    "rolls_up rollups see same_as granularity source_of_list components_named indicators_named minimum_is op unit"
  ).split(" "),
);

const labels: ReadonlyMap<string, string> = new Map(
  table
    .trim()
    .split(/[|\n]/)
    .map((entry) => {
      const space = entry.indexOf(" ");
      return [entry.slice(0, space), entry.slice(space + 1)] as const;
    }),
);

/** Undefined for a parameter that is not shown. */
export const figureLabel = (name: string): string | undefined => (internal.has(name) ? undefined : labels.get(name));

export const isInternal = (name: string): boolean => internal.has(name);

const words: Readonly<Record<string, string>> = {
  higher: "越高越好",
  lower: "越低越好",
  "not stated": "文中未载",
  "none in text": "文中未载",
  none: "无",
  unspecified: "文中未定",
  inferred: "推定",
  binding: "约束性",
  progressive: "推进性",
  encouraged: "鼓励性",
  aspirational: "力争",
  batch: "批次",
  county: "县",
  "mid-term": "中期",
  final: "终期",
  "annual (年 printed)": "每年（文中写明）",
  "annual (implied)": "每年（推定）",
  "stock at year end": "年末存量",
  "each calendar year (每年 printed)": "每个日历年（文中写明）",
  "assessment year": "考核年度",
  task1: "四（一）",
  task2: "四（二）",
  task3: "四（三）",
  task4: "四（四）",
  case: "病种",
  place: "地点",
  "age AND title": "年龄和职称同时符合",
};

/** A word of the data as people read it. */
export const figureWord = (value: string): string => words[value] ?? value;
