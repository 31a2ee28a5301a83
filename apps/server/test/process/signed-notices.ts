import { join } from "node:path";
import { countersignNotice, draftEarlyNotice, recordBudgets, setNoticeTargets, signNotice } from "@qiangyi/api";
import { yearOf } from "@qiangyi/kernel";
import { regions } from "@qiangyi/policy";
import { insertAccount, insertRole } from "../../src/access/accounts.store.ts";
import { saveHash } from "../../src/access/credentials.store.ts";
import { hashPassword } from "../../src/access/passwords.ts";
import { type Database, homeProvince, newId, openDatabase, systemActor, systemClock } from "../../src/platform/index.ts";
import { migrate } from "../../src/platform/migrations.ts";
import { loadReferenceData } from "../../src/seed/index.ts";
import { actorAs, testApi } from "../api.ts";
import type { TestDatabase } from "../fresh-database.ts";

/** 提前下达 to every county of the province, two lines each; the cities' bureaus receive. */
export const lines = ["township-centre", "county-tertiary"] as const;
export const counties = regions.filter(({ level }) => level === 3).map(({ code }) => code);

export interface SignedNotice {
  readonly id: string;
  readonly number: string;
  readonly issuedOn: string;
}

export interface Issuer {
  readonly id: string;
  readonly loginName: string;
  readonly password: string;
}

const [drafter, health] = [
  actorAs("prov_finance_social", { name: "社保处甲" }),
  actorAs("prov_health_dept", { name: "业务处经办" }),
];
const budgetFen = 10n ** 14n;

/** Fills an empty database as the product would: an account that may issue, and notices that only wait for him. */
export const prepareNotices = async (
  url: string,
  howMany: number,
): Promise<{ issuer: Issuer; notices: readonly SignedNotice[] }> => {
  await migrate(url, join(import.meta.dirname, "../../migrations"));
  const database = openDatabase(url);
  try {
    await loadReferenceData(database, systemClock);
    return { issuer: await openIssuer(database), notices: await signNotices(database, howMany) };
  } finally {
    await database.close();
  }
};

const openIssuer = async (database: Database): Promise<Issuer> => {
  const issuer = { id: newId(), loginName: "issuer", password: "Qianfa-Wenjian-1" };
  const [at, hash] = [systemClock.now(), await hashPassword(issuer.password)];
  const account = { province: homeProvince, id: issuer.id, level: "province" } as const;
  const place = { city: null, county: null, institution: null };
  const by = { created_by: systemActor.userId, created_at: at, activated_by: systemActor.userId };
  await database.transaction(systemActor, async (tx) => {
    const state = { state: "active", is_demo: false, must_change_password: false } as const;
    await insertAccount(tx, { ...account, ...place, ...state, ...by, login_name: issuer.loginName, name: "社保处乙" });
    await saveHash(tx, { province: homeProvince, accountId: issuer.id }, hash, at);
    await insertRole(tx, { account, role: "prov_finance_social", by: systemActor.userId, at });
  });
  return issuer;
};

const signNotices = async (database: Database, howMany: number): Promise<readonly SignedNotice[]> => {
  const api = await testApi(database as TestDatabase, systemClock);
  const today = systemClock.today();
  const year = yearOf(today) + 1;
  const documentNumber = `晋财预〔${yearOf(today)}〕1号`;
  const rows = lines.map((line) => ({ line, year, amountFen: String(budgetFen), source: "省级预算", documentNumber }));
  const steps: { status: number; problem: unknown }[] = [await api.call(drafter, recordBudgets, { body: { rows } })];
  const notices: SignedNotice[] = [];
  for (let at = 1; at <= howMany; at++) {
    const amountOf = (index: number): string => String(1_000_000n * BigInt(at) + BigInt(index) + 1n);
    const asked = counties.flatMap((region) => lines.map((line) => ({ region, line })));
    const body = { year, rows: asked.map((row, index) => ({ ...row, amountFen: amountOf(index) })) };
    const drafted = await api.call(drafter, draftEarlyNotice, { body });
    const { id } = drafted.answer;
    const params = { noticeId: id };
    const targets = [{ name: "资金支付进度", operator: "≥" as const, value: "100", unit: "%" }];
    steps.push(drafted, await api.call(drafter, setNoticeTargets, { params, body: { targets } }));
    steps.push(
      await api.call(drafter, signNotice, { params, body: {} }),
      await api.call(health, countersignNotice, { params, body: {} }),
    );
    notices.push({ id, number: `晋财社〔${yearOf(today)}〕${at}号`, issuedOn: today });
  }
  const wrong = steps.find(({ status }) => status >= 300);
  if (wrong) throw new Error(JSON.stringify(wrong.problem));
  return notices;
};
