import { type CentreId, nationalCentre } from "@qiangyi/policy";
import { sql } from "kysely";
import { type Actor, newId, type Tx } from "../../platform/index.ts";

/* 中心经费的演示. Amounts, conclusions and winners are invented; hospitals, payers and items are those of the plan. */

const wan = 1_000_000;

/** Centre, year, score, conclusion, 万元, and whether a second person has made it final. */
const assessments: readonly (readonly [CentreId, number, string, string, number, boolean])[] = [
  ["task1", 2023, "91.50", "优秀", 900, true],
  ["task1", 2024, "93.00", "优秀", 1000, true],
  ["task1", 2025, "90.20", "优秀", 1000, true],
  ["task2", 2024, "86.40", "良好", 800, true],
  ["task2", 2025, "88.10", "良好", 850, true],
  ["task3", 2024, "84.00", "良好", 600, true],
  ["task3", 2025, "85.30", "良好", 620, false],
  ["task4", 2024, "87.60", "良好", 800, true],
  ["task4", 2025, "89.00", "良好", 820, true],
];

/** Payer, year, 万元. */
const funds: readonly (readonly ["山西省" | "太原市", number, number])[] = [
  ["山西省", 2024, 6000],
  ["山西省", 2025, 6000],
  ["山西省", 2026, 6500],
  ["太原市", 2025, 2000],
  ["太原市", 2026, 2000],
];

/** Centre, item, year of the assessment, 万元, day, voucher. */
const payments: readonly (readonly [CentreId, string, number, number, string, string])[] = [
  ["task1", "管理费用", 2024, 1000, "2025-04-18", "SX-2025-0418"],
  ["task1", "人员薪酬费用", 2024, 460, "2025-06-30", "SX-2025-0630"],
  ["task1", "管理费用", 2025, 600, "2026-04-20", "SX-2026-0420"],
  ["task2", "管理费用", 2025, 850, "2026-04-22", "SX-2026-0422"],
  ["task2", "房屋租赁费", 2025, 36, "2026-05-12", "SX-2026-0512"],
  ["task4", "管理费用", 2024, 800, "2025-05-09", "TY-2025-0509"],
  ["task4", "管理费用", 2025, 500, "2026-05-08", "TY-2026-0508"],
  ["task4", "人员薪酬费用", 2025, 280, "2026-06-26", "TY-2026-0626"],
];

/** Centre, kind and name of the winner, award, level, prize and share in 分, day, decided, paid on. */
const awards: readonly (readonly [
  CentreId,
  "centre" | "employed" | "posted",
  string,
  string,
  "省部级" | "国家级",
  number,
  number,
  string,
  boolean | null,
  string | null,
])[] = [
  [
    "task1",
    "centre",
    "山西白求恩医院",
    "省科技进步一等奖（演示）",
    "省部级",
    20 * wan,
    20 * wan,
    "2026-03-28",
    true,
    "2026-06-15",
  ],
  ["task2", "employed", "医师甲（演示）", "国家级青年医师奖（演示）", "国家级", 30 * wan, 30 * wan, "2026-05-06", true, null],
  ["task4", "posted", "派驻专家乙（演示）", "省自然科学二等奖（演示）", "省部级", 10 * wan, 3_333_333, "2026-09-10", null, null],
];

export const seedDemoCentreMoney = async (tx: Tx, actor: Actor): Promise<void> => {
  await insertAssessments(tx, actor);
  await insertFunds(tx, actor);
  await insertPayments(tx, actor);
  await insertAwards(tx, actor);
};

const cityOf = (centre: CentreId): string | null => (nationalCentre(centre).payer === "太原市" ? "140100" : null);
const hospitalOf = (centre: CentreId): string => `${centre === "task4" ? "140100" : "140000"}-C0${centre.slice(-1)}`;
const placeOf = (centre: CentreId) => ({ centre, city: cityOf(centre), institution: hospitalOf(centre) });

const insertAssessments = async (tx: Tx, { province, name }: Actor): Promise<void> => {
  const rows = assessments.map(([centre, year, score, conclusion, fee, isFinal]) => ({
    ...placeOf(centre),
    year,
    score,
    conclusion,
    fee: fee * wan,
    isFinal,
    assessed: `${year + 1}-03-20`,
  }));
  const given = JSON.stringify(rows);
  await sql`
    insert into centre_assessment (province, centre, year, version, city, institution, score, conclusion, assessed_on, fee_fen, reason, drafted_by,
      drafted_name, drafted_at)
    select ${province}, centre, year, 1, city, institution, score, conclusion, assessed, fee, '演示：按年度考核结论和共建协议核定', 'demo-recorder', ${name}, assessed
    from jsonb_to_recordset(${given}::jsonb) as row (centre text, year integer, city text, institution text, score numeric, conclusion text,
      assessed date, fee bigint)`.execute(tx);
  await sql`
    insert into centre_assessment_final (province, centre, year, version, city, institution, drafted_by, final_by, final_name, final_at)
    select ${province}, centre, year, 1, city, institution, 'demo-recorder', 'demo-checker', ${name}, assessed + 10
    from jsonb_to_recordset(${given}::jsonb) as row (centre text, year integer, city text, institution text, assessed date, "isFinal" boolean)
    where "isFinal"`.execute(tx);
};

const insertFunds = async (tx: Tx, { province, userId, name }: Actor): Promise<void> => {
  const rows = funds.map(([payer, year, amount]) => ({
    payer,
    year,
    amount: amount * wan,
    city: payer === "太原市" ? "140100" : null,
  }));
  await sql`
    insert into centre_fund (province, payer, year, version, city, amount_fen, document, recorded_by, recorded_name, recorded_at)
    select ${province}, payer, year, 1, city, amount, year || '年部门预算（演示）', ${userId}, ${name}, make_date(year, 1, 31)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (payer text, year integer, city text, amount bigint)`.execute(
    tx,
  );
};

const insertPayments = async (tx: Tx, { province, userId, name }: Actor): Promise<void> => {
  const rows = payments.map(([centre, item, year, amount, paidOn, voucher]) => {
    const { payer, exportingHospital } = nationalCentre(centre);
    return {
      ...placeOf(centre),
      id: newId(),
      payer,
      payee: exportingHospital,
      item,
      year,
      amount: amount * wan,
      paidOn,
      voucher,
    };
  });
  await sql`
    insert into centre_payment (province, id, centre, city, institution, payer, item, payee, assessment_year, amount_fen, paid_on, voucher, recorded_by,
      recorded_name, recorded_at)
    select ${province}, id, centre, city, institution, payer, item, payee, year, amount, "paidOn", voucher, ${userId}, ${name}, "paidOn"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id uuid, centre text, city text, institution text, payer text, item text,
      payee text, year integer, amount bigint, "paidOn" date, voucher text)`.execute(tx);
};

const insertAwards = async (tx: Tx, { province, userId, name }: Actor): Promise<void> => {
  const rows = awards.map(([centre, recipient, recipientName, award, level, prize, received, awardedOn, accepts, paidOn]) => ({
    ...placeOf(centre),
    id: newId(),
    recipient,
    recipientName,
    award,
    level,
    prize,
    received,
    awardedOn,
    accepts,
    paidOn,
    match: Math.floor((received * 20 + 50) / 100),
  }));
  const given = JSON.stringify(rows);
  await sql`
    insert into centre_award (province, id, centre, city, institution, recipient, recipient_name, names_centre, award, round, level, prize_fen,
      received_fen, match_fen, awarded_on, document, filed_by, filed_name, filed_at)
    select ${province}, id, centre, city, institution, recipient, "recipientName", true, award, 1, level, prize, received, match, "awardedOn",
      '演示获奖文件', 'demo-recorder', ${name}, "awardedOn"
    from jsonb_to_recordset(${given}::jsonb) as row (id uuid, centre text, city text, institution text, recipient text, "recipientName" text, award text,
      level text, prize bigint, received bigint, match bigint, "awardedOn" date)`.execute(tx);
  await sql`
    insert into centre_award_decision (province, award, city, institution, filed_by, accepts, opinion, decided_by, decided_name, decided_at)
    select ${province}, id, city, institution, 'demo-recorder', accepts, '材料齐全（演示）', 'demo-checker', ${name}, "awardedOn" + 20
    from jsonb_to_recordset(${given}::jsonb) as row (id uuid, city text, institution text, accepts boolean, "awardedOn" date)
    where accepts is not null`.execute(tx);
  await sql`
    insert into centre_award_payment (province, award, city, institution, paid_on, voucher, recorded_by, recorded_name, recorded_at)
    select ${province}, id, city, institution, "paidOn", 'PJ-' || "paidOn", ${userId}, ${name}, "paidOn"
    from jsonb_to_recordset(${given}::jsonb) as row (id uuid, city text, institution text, "paidOn" date)
    where "paidOn" is not null`.execute(tx);
};
