import { activateAccount, completeFirstRun, createAccount, grantRole } from "@qiangyi/api";
import { openAccess } from "../src/access/open-access.ts";
import type { Clock } from "../src/platform/index.ts";
import type { TestDatabase } from "./fresh-database.ts";
import { readSession, type Visitor } from "./visitor.ts";

export const passwords = { sys: "Xitong-Anquan-1", sec: "Anquan-Shouquan-2", audit: "Shenji-Rizhi-33" } as const;

/** Administrators by the real first run, signed in. */
export const setUpAdministrators = async (database: TestDatabase, clock: Clock, newVisitor: () => Visitor) => {
  const lines = await openAccess(database, clock, "http://127.0.0.1:1", false);
  const token = /token=([\w-]+)/.exec(lines.join("\n"))?.[1] ?? "";
  const body = {
    token,
    sysAdmin: { name: "系统员", loginName: "admin.sys", password: passwords.sys },
    secAdmin: { name: "安全员", loginName: "admin.sec", password: passwords.sec },
    auditAdmin: { name: "审计员", loginName: "admin.audit", password: passwords.audit },
  };
  const reply = await newVisitor().call(completeFirstRun, { body });
  if (reply.status !== 201) throw new Error(reply.problem.detail);
  const signedIn = async (loginName: string, password: string): Promise<Visitor> => {
    const visitor = newVisitor();
    await visitor.signIn(loginName, password);
    return visitor;
  };
  return {
    body,
    sys: await signedIn("admin.sys", passwords.sys),
    sec: await signedIn("admin.sec", passwords.sec),
    audit: await signedIn("admin.audit", passwords.audit),
  };
};

interface Wanted {
  readonly loginName: string;
  readonly name?: string;
  readonly level?: "province" | "city" | "county" | "unit";
  readonly regionCode?: string;
  readonly roles?: readonly string[];
}

/** Opens, empowers and activates an account the way officials do: two administrators, one after the other. */
export const openAccountOf = async (
  sys: Visitor,
  sec: Visitor,
  { loginName, name = "某人", level = "province", regionCode, roles = [] }: Wanted,
) => {
  const made = await sys.call(createAccount, {
    body: { loginName, name, level, ...(regionCode !== undefined && { regionCode }) },
  });
  if (made.status !== 201) throw new Error(made.problem.detail);
  const { accountId, initialPassword } = made.answer;
  for (const role of roles) {
    const granted = await sec.call(grantRole, { params: { accountId }, body: { role } });
    if (granted.status !== 200) throw new Error(granted.problem.detail);
  }
  await sec.call(activateAccount, { params: { accountId } });
  return { accountId, initialPassword };
};

export const accountOf = async (visitor: Visitor) => (await readSession(visitor)).answer.account;
