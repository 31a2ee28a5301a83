import { createDelegation, endDelegation, grantRole, listDelegations } from "@qiangyi/api";
import { beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../test/fresh-database.ts";
import { accountOf, openAccountOf, setUpAdministrators } from "../../test/people.ts";
import { movableClock, openDoor, type Visitor } from "../../test/visitor.ts";
import { systemActor } from "../platform/index.ts";
import { loadRegions } from "../registry/index.ts";

const database = await freshDatabase();
const clock = movableClock("2025-03-01T02:00:00Z");
const newVisitor = await openDoor(database, clock);
const day = 86_400_000;

type Administrators = Awaited<ReturnType<typeof setUpAdministrators>>;
let admins: Administrators;
let number = 0;

beforeAll(async () => {
  await database.transaction(systemActor, loadRegions);
  admins = await setUpAdministrators(database, clock, newVisitor);
});

interface Person {
  readonly id: string;
  readonly visitor: Visitor;
}

/** Signed in and past the change of the first password. */
const personAt = async (
  roles: readonly string[],
  regionCode = "140121",
  level: "county" | "city" = "county",
): Promise<Person> => {
  number += 1;
  const loginName = `county.${number}`;
  const { accountId, initialPassword } = await openAccountOf(admins.sys, admins.sec, {
    loginName,
    name: `某人${number}`,
    level,
    regionCode,
    roles,
  });
  await database.query("update account set must_change_password = false where id = $1", [accountId]);
  const visitor = newVisitor();
  await visitor.signIn(loginName, initialPassword);
  return { id: accountId, visitor };
};

const health = "county_health_bureau";
const delegate = (from: Person, to: Person, more: object = {}) =>
  from.visitor.call(createDelegation, {
    body: { to: to.id, role: health, startsOn: "2025-03-01", endsOn: "2025-03-10", reason: "出差学习", ...more },
  });
const count = async () => (await database.query("select count(*)::int as count from role_delegation"))[0];
const permissionsOf = async ({ visitor }: Person) => (await accountOf(visitor))?.permissions ?? [];

describe("委托代办", () => {
  it("代办人在期内持有职责,写明代谁;到期和提前收回后立即没有", async () => {
    const [giver, taker] = [await personAt([health]), await personAt([])];
    expect(await permissionsOf(taker)).not.toContain("projects.check");
    const made = await delegate(giver, taker);
    expect([made.status, made.answer.state]).toEqual([201, "running"]);
    expect(await permissionsOf(taker)).toContain("projects.check");
    expect((await accountOf(taker.visitor))?.roles.map(({ title }) => title)).toEqual([
      expect.stringMatching(/^县卫健局（代某人\d+）$/),
    ]);
    const ended = await giver.visitor.call(endDelegation, { params: { delegationId: made.answer.id } });
    expect(ended.answer.state).toBe("ended");
    expect(await permissionsOf(taker)).not.toContain("projects.check");
    expect((await giver.visitor.call(endDelegation, { params: { delegationId: made.answer.id } })).problem.code).toBe(
      "delegation-over",
    );
  });

  it("最后一天还在,次日收回;未到开始日期没有", async () => {
    const [giver, taker] = [await personAt([health]), await personAt([])];
    const coming = await delegate(giver, taker, { startsOn: "2025-03-02", endsOn: "2025-03-02" });
    expect(coming.answer.state).toBe("coming");
    expect(await permissionsOf(taker)).not.toContain("projects.check");
    const account = async (today: string) => {
      const { rows } = {
        rows: await database.query("select lent from delegated_roles('14', $1, $2::date, $2::date) as lent", [taker.id, today]),
      };
      return rows.map((row) => row["lent"]);
    };
    expect([await account("2025-03-01"), await account("2025-03-02"), await account("2025-03-03")]).toEqual([[], [health], []]);
  });

  const refused: [string, () => Promise<{ status: number; problem: { code: string } }>, number, string][] = [
    ["没有的职责", async () => delegate(await personAt([]), await personAt([])), 409, "role-not-held"],
    ["别的县的人", async () => delegate(await personAt([health]), await personAt([], "140122")), 404, "delegate-not-found"],
    ["上级的人", async () => delegate(await personAt([health]), await personAt([], "140100", "city")), 404, "delegate-not-found"],
    ["本来就有的人", async () => delegate(await personAt([health]), await personAt([health])), 409, "role-already-held"],
    [
      "超过90天",
      async () => delegate(await personAt([health]), await personAt([]), { endsOn: "2025-05-30" }),
      422,
      "delegation-days",
    ],
    [
      "从昨天开始",
      async () => delegate(await personAt([health]), await personAt([]), { startsOn: "2025-02-28" }),
      422,
      "delegation-days",
    ],
    [
      "管理员的职责",
      async () =>
        admins.sys.call(createDelegation, {
          body: { to: (await personAt([])).id, role: "sys_admin", startsOn: "2025-03-01", endsOn: "2025-03-02", reason: "休假" },
        }),
      409,
      "role-not-delegable",
    ],
  ];
  it.each(refused)("不能委托:%s", async (_, act, status, code) => {
    const before = await count();
    const reply = await act();
    expect([reply.status, reply.problem.code]).toEqual([status, code]);
    expect(await count()).toEqual(before);
  });

  it("正好90天可以,含首尾两天", async () => {
    expect((await delegate(await personAt([health]), await personAt([]), { endsOn: "2025-05-29" })).status).toBe(201);
  });

  it("代办来的职责不能再转委托;委托人失去职责或停用,代办随之终止", async () => {
    const [giver, taker, third] = [await personAt([health]), await personAt([]), await personAt([])];
    await delegate(giver, taker);
    expect((await delegate(taker, third)).problem.code).toBe("role-not-held");
    await database.query("delete from account_role where account_id = $1", [giver.id]);
    clock.pass(6_000);
    expect(await permissionsOf(taker)).not.toContain("projects.check");
    clock.pass(-6_000);
  });

  it("列表:我委托的、委托给我的、可以委托的职责和同事", async () => {
    const [giver, taker] = [await personAt([health], "140123"), await personAt([], "140123")];
    await personAt(["county_finance_bureau"], "140123");
    await delegate(giver, taker);
    const mine = (await giver.visitor.call(listDelegations, {})).answer;
    expect(mine.given).toMatchObject([{ roleTitle: "县卫健局", reason: "出差学习" }]);
    expect(mine.roles).toEqual([{ id: health, title: "县卫健局" }]);
    expect(mine.colleagues.map(({ id, roles }) => [id, roles])).toEqual([[taker.id, []]]);
    expect((await taker.visitor.call(listDelegations, {})).answer.received).toHaveLength(1);
  });
});

describe("互斥的职责不会因代办落到一人", () => {
  /** Units' three duties exclude each other; their accounts stand at one institution. */
  const atUnit = async (roles: readonly string[]): Promise<Person> => {
    const person = await personAt([], "140121");
    await database.query("update account set level = 'unit', institution = 'hospital' where id = $1", [person.id]);
    for (const role of roles)
      await database.query(
        "insert into account_role (province, account_id, role, level, granted_by, granted_at) values ('14', $1, $2, 'unit', 'x', now())",
        [person.id, role],
      );
    clock.pass(6_000);
    return person;
  };
  const lend = (from: Person, to: Person, role: string) => {
    const today = new Date(clock.now().getTime() + day / 3).toISOString().slice(0, 10);
    return from.visitor.call(createDelegation, { body: { to: to.id, role, startsOn: today, endsOn: today, reason: "休假" } });
  };

  it("经办不能代负责人;先代了经办,也不能再代负责人;已代负责人的不能再授予经办", async () => {
    const [leader, clerk, third] = [await atUnit(["unit_leader"]), await atUnit(["unit_applicant"]), await atUnit([])];
    const before = await count();
    expect((await lend(leader, clerk, "unit_leader")).problem.code).toBe("roles-exclude-each-other");
    expect(await count()).toEqual(before);
    expect((await lend(leader, third, "unit_leader")).status).toBe(201);
    expect((await lend(clerk, third, "unit_applicant")).problem.code).toBe("roles-exclude-each-other");
    const granted = await admins.sec.call(grantRole, { params: { accountId: third.id }, body: { role: "unit_applicant" } });
    expect(granted.problem.code).toBe("roles-exclude-each-other");
  });

  const insert = (from: string, to: string, role: string, until = "2025-03-10") =>
    database.query(
      `insert into role_delegation (province, id, role, level, from_account, from_name, to_account, to_name, starts_on, ends_on, reason, created_at)
       values ('14', gen_random_uuid(), $3, 'unit', $1, 'x', $2, 'x', '2025-03-01', $4, '休假', now())`,
      [from, to, role, until],
    );

  it("数据库守住同样的规矩", async () => {
    const [leader, clerk, third] = [await atUnit(["unit_leader"]), await atUnit(["unit_applicant"]), await atUnit([])];
    const finance = await atUnit([]);
    await database.query("insert into access_role_level (role, level) values ('auditor', 'unit') on conflict do nothing");
    await database.query(
      "insert into account_role (province, account_id, role, level, granted_by, granted_at) values ('14', $1, 'auditor', 'unit', 'x', now())",
      [finance.id],
    );
    const violated = async (act: Promise<unknown>) =>
      act.then(
        () => "无",
        (error: { constraint?: string }) => error.constraint,
      );
    expect(await violated(insert(leader.id, clerk.id, "unit_leader"))).toBe("role_delegation_exclusive");
    expect(await violated(insert(leader.id, finance.id, "unit_leader"))).toBe("role_delegation_same_office");
    expect(await violated(insert(leader.id, third.id, "unit_finance"))).toBe("role_delegation_of_own_role");
    expect(await violated(insert(leader.id, third.id, "unit_leader", "2025-05-30"))).toBe("role_delegation_days");
    expect(await violated(insert(leader.id, leader.id, "unit_leader"))).toBe("role_delegation_to_another");
    expect(await violated(insert(leader.id, third.id, "unit_leader"))).toBe("无");
    expect(await violated(insert(clerk.id, third.id, "unit_applicant"))).toBe("role_delegation_exclusive");
    expect(
      await violated(
        database.query(
          "insert into account_role (province, account_id, role, level, granted_by, granted_at) values ('14', $1, 'unit_finance', 'unit', 'x', '2025-03-05T00:00:00Z')",
          [third.id],
        ),
      ),
    ).toBe("account_role_exclusive");
    await database.query("update account set institution = 'other' where id = $1", [third.id]);
    expect(await violated(insert(leader.id, third.id, "unit_leader"))).toBe("role_delegation_same_place");
    expect(
      await violated(database.query("update role_delegation set ends_on = '2025-03-02' where to_account = $1", [third.id])),
    ).toBe("role_delegation_ends_once");
  });
});
