import {
  areExclusive,
  createDelegation,
  type Delegation,
  endDelegation,
  isAdministrator,
  listDelegations,
  longestDelegationDays,
  roleTitleOf,
} from "@qiangyi/api";
import { date, daysBetween, ok, type PlainDate, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Answers, handle, newId, type Rooms, violatedConstraint } from "../platform/index.ts";
import { titled } from "./account.ts";
import {
  colleaguesOf,
  delegationsOf,
  endStoredDelegation,
  insertDelegation,
  lockDelegation,
  ownRolesOf,
  rolesLentTo,
  type StoredDelegation,
} from "./delegations.store.ts";

export type CreateDelegationRefusal =
  | Refusal<"role-not-held", { role: string }>
  | Refusal<"role-not-delegable", { role: string }>
  | Refusal<"delegate-not-found">
  | Refusal<"role-of-another-office", { role: string; held: string }>
  | Refusal<"role-already-held", { role: string }>
  | Refusal<"roles-exclude-each-other", { role: string; held: string }>
  | Refusal<"delegation-days", { problems: { path: string; message: string }[] }>;

const createAnswers: Answers<CreateDelegationRefusal> = {
  "role-not-held": [409, ({ role }) => `您本人没有“${roleTitleOf(role)}”的职责，不能委托；他人委托给您的职责也不能再转委托`],
  "role-not-delegable": [409, ({ role }) => `“${roleTitleOf(role)}”不能委托他人代办`],
  "delegate-not-found": [404, "只能委托给同一单位的在用账号"],
  "role-of-another-office": [
    409,
    ({ role, held }) => `对方是“${roleTitleOf(held)}”，“${roleTitleOf(role)}”只能委托给本部门的人员`,
    "请委托给同一部门的同事",
  ],
  "role-already-held": [409, ({ role }) => `对方本来就有“${roleTitleOf(role)}”的职责，不必委托`],
  "roles-exclude-each-other": [
    409,
    ({ role, held }) => `“${roleTitleOf(role)}”与对方担任的“${roleTitleOf(held)}”不能由一人兼任`,
    "请委托给另一位人员",
  ],
  "delegation-days": [422, "委托日期不符合要求"],
};

export type EndDelegationRefusal = Refusal<"delegation-not-found"> | Refusal<"delegation-over">;

const endAnswers: Answers<EndDelegationRefusal> = {
  "delegation-not-found": [404, "没有这项委托"],
  "delegation-over": [409, "这项委托已经结束"],
};

/** 委托代办: its holder hands a role to a colleague of the same place for some days. The database holds the same rules (migration 0014). */
export const delegationRoutes = (rooms: Rooms): void => {
  handle(rooms, listDelegations, async ({ tx, actor, clock }) => {
    const [stored, own, colleagues] = await Promise.all([
      delegationsOf(tx, actor),
      ownRolesOf(tx, actor),
      colleaguesOf(tx, actor),
    ]);
    const shown = (side: "from_account" | "to_account") =>
      stored.filter((one) => one[side] === actor.userId).map((one) => shownDelegation(one, clock.today()));
    return ok({
      given: shown("from_account"),
      received: shown("to_account"),
      roles: titled(own.filter(isDelegable)),
      colleagues: colleagues
        .filter(({ roles: held }) => held.every((role) => own.some((mine) => officeOf(mine) === officeOf(role))))
        .map((one) => ({ ...one, roles: one.roles.map(roleTitleOf) })),
    });
  });

  handle(
    rooms,
    createDelegation,
    async ({ tx, actor, body, clock }): Promise<Result<Delegation, CreateDelegationRefusal>> => {
      const { to, role, startsOn, endsOn, reason } = body;
      if (!isDelegable(role)) return refuse({ code: "role-not-delegable", role });
      if (!(await ownRolesOf(tx, actor)).includes(role)) return refuse({ code: "role-not-held", role });
      const problems = misfitsOfDays(date(startsOn), date(endsOn), clock.today());
      if (problems.length > 0) return refuse({ code: "delegation-days", problems });
      const colleague = (await colleaguesOf(tx, actor)).find(({ id }) => id === to);
      if (!colleague) return refuse({ code: "delegate-not-found" });
      if (colleague.roles.includes(role)) return refuse({ code: "role-already-held", role });
      const foreign = colleague.roles.find((other) => officeOf(other) !== officeOf(role));
      if (foreign !== undefined) return refuse({ code: "role-of-another-office", role, held: foreign });
      const lent = await rolesLentTo(tx, { province: actor.province, id: to }, { from: date(startsOn), to: date(endsOn) });
      const held = [...colleague.roles, ...lent].find((other) => areExclusive(role, other));
      if (held !== undefined) return refuse({ code: "roles-exclude-each-other", role, held });
      const delegation: StoredDelegation = {
        province: actor.province,
        id: newId(),
        role,
        level: actor.level as StoredDelegation["level"],
        from_account: actor.userId,
        from_name: actor.name,
        to_account: to,
        to_name: colleague.name,
        starts_on: startsOn,
        ends_on: endsOn,
        reason,
        created_at: clock.now(),
        ended_by: null,
        ended_name: null,
        ended_at: null,
      };
      try {
        await insertDelegation(tx, delegation);
      } catch (error) {
        // Granted or delegated at the same moment by somebody else.
        if (violatedConstraint(error) === "role_delegation_exclusive")
          return refuse({ code: "roles-exclude-each-other", role, held: role });
        throw error;
      }
      return ok(shownDelegation(delegation, clock.today()));
    },
    createAnswers,
  );

  handle(
    rooms,
    endDelegation,
    async ({ tx, actor, params, clock }): Promise<Result<Delegation, EndDelegationRefusal>> => {
      const stored = await lockDelegation(tx, actor, params.delegationId);
      if (!stored) return refuse({ code: "delegation-not-found" });
      const state = stateOf(stored, clock.today());
      if (state === "ended" || state === "over") return refuse({ code: "delegation-over" });
      const ended = { ended_by: actor.userId, ended_name: actor.name, ended_at: clock.now() };
      await endStoredDelegation(tx, stored, ended);
      return ok(shownDelegation({ ...stored, ...ended }, clock.today()));
    },
    endAnswers,
  );
};

const offices: readonly (readonly string[])[] = [
  ["prov_health_dept", "prov_health_finance", "city_health_bureau", "county_health_bureau"],
  ["prov_finance_social", "city_finance_bureau", "county_finance_bureau", "regional_supervision"],
  ["unit_applicant", "unit_finance", "unit_leader"],
];
/** The health and the finance bureau of a county stand at one place and are two offices; the database says the same (office_of_role). */
const officeOf = (role: string): string => offices.find((of) => of.includes(role))?.[0] ?? role;

const isDelegable = (role: string): boolean => !isAdministrator(role) && role !== "expert";

const misfitsOfDays = (startsOn: PlainDate, endsOn: PlainDate, today: PlainDate): { path: string; message: string }[] => [
  ...(startsOn < today ? [{ path: "startsOn", message: "不能早于今天" }] : []),
  ...(endsOn < startsOn ? [{ path: "endsOn", message: "不能早于开始日期" }] : []),
  ...(daysBetween(startsOn, endsOn) >= longestDelegationDays
    ? [{ path: "endsOn", message: `最长${longestDelegationDays}天，含首尾两天` }]
    : []),
];

const stateOf = ({ ended_at, starts_on, ends_on }: StoredDelegation, today: PlainDate): Delegation["state"] =>
  ended_at !== null ? "ended" : ends_on < today ? "over" : starts_on > today ? "coming" : "running";

const shownDelegation = (stored: StoredDelegation, today: PlainDate): Delegation => ({
  id: stored.id,
  role: stored.role,
  roleTitle: roleTitleOf(stored.role),
  fromName: stored.from_name,
  toName: stored.to_name,
  startsOn: stored.starts_on,
  endsOn: stored.ends_on,
  reason: stored.reason,
  state: stateOf(stored, today),
  ended: stored.ended_at === null ? null : { at: stored.ended_at.toISOString(), byName: stored.ended_name ?? "" },
});
