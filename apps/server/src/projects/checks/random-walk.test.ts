import {
  listChecks,
  notRecommendProject,
  readDeclarationContent,
  saveAnswer,
  sendBackDeclaration,
  signDeclaration,
  submitDeclaration,
  takeBackDeclaration,
  withdrawProject,
} from "@qiangyi/api";
import type { CheckLevel } from "@qiangyi/projects";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import type { Actor } from "../../platform/index.ts";
import { writeDeclaration } from "../declarations/sample-declarations.ts";
import { answers, callWith, definition, giveBack, type Offices, pageOf, pass, setUpOffices } from "./sample-checks.ts";

const database = await freshDatabase();
const api = await testApi(database);
let people: Offices;
let call: string;
/** Two persons at every desk, a third who holds the duty of the first for some days. */
let desks: Readonly<Record<"clerk" | "head" | "county" | "city" | "province", readonly Actor[]>>;

beforeAll(async () => {
  people = await setUpOffices(database, api);
  call = await callWith(database, { ...definition, correction: { days: 10, times: 3 } });
  const threeOf = (actor: Actor): readonly Actor[] => {
    const named = (userId: string): Actor => ({ ...actor, userId, name: userId });
    const lent = { userId: actor.userId, name: actor.name };
    const delegatedFrom = new Map([...actor.permissions].map((permission) => [permission, lent] as const));
    return [actor, named(`${actor.userId}乙`), { ...named(`${actor.userId}丙`), delegatedFrom }];
  };
  desks = {
    clerk: [people.clerk, people.colleague],
    head: threeOf(people.head),
    county: threeOf(people.county),
    city: threeOf(people.city),
    province: threeOf(people.province),
  };
});

type Operation = (actor: Actor, projectId: string, turn: number) => Promise<{ readonly status: number }>;

const versionOf = async (actor: Actor, projectId: string): Promise<number> =>
  (await pageOf(api, actor, projectId)).project?.version ?? 0;

/** Every step that a person could try, through the routes that the screens use. */
const operations: Readonly<Record<string, Operation>> = {
  edit: async (actor, projectId, turn) => {
    const [kept] = await database.query<{ version: number }>(
      "select version from project_answer where project = $1 and question = 'plan'",
      [projectId],
    );
    const body = { value: `第${turn}次修改`, version: kept?.version ?? 0 };
    return api.call(actor, saveAnswer, { params: { projectId, question: "plan" }, body });
  },
  submit: (actor, projectId) => api.call(actor, submitDeclaration, { params: { projectId }, body: {} }),
  takeBack: (actor, projectId) => api.call(actor, takeBackDeclaration, { params: { projectId }, body: {} }),
  sendBack: (actor, projectId) => api.call(actor, sendBackDeclaration, { params: { projectId }, body: { opinion: "请核对" } }),
  sign: async (actor, projectId) => {
    const { answer } = await api.call(people.head, readDeclarationContent, { params: { projectId } });
    return api.call(actor, signDeclaration, { params: { projectId }, body: { sha256: answer.sha256 } });
  },
  withdraw: async (actor, projectId) => {
    const body = { version: await versionOf(people.head, projectId), opinion: "需要修改" };
    return api.call(actor, withdrawProject, { params: { projectId }, body });
  },
  open: async (actor, projectId) => ({ status: (await pageOf(api, actor, projectId)).project ? 299 : 404 }),
  pass: (actor, projectId) => pass(api, actor, projectId),
  return: (actor, projectId) => giveBack(api, actor, projectId),
  notRecommend: async (actor, projectId) => {
    const body = { version: await versionOf(actor, projectId), opinion: "不符合方向" };
    return api.call(actor, notRecommendProject, { params: { projectId }, body });
  },
};
const fitting: Readonly<Record<string, readonly string[]>> = {
  clerk: ["edit", "submit", "submit", "takeBack"],
  head: ["sign", "sign", "sendBack", "withdraw"],
  county: ["open", "pass", "pass", "return"],
  city: ["open", "pass", "pass", "return"],
  province: ["pass", "return", "notRecommend"],
};

interface Step extends Record<string, unknown> {
  readonly action: string;
  readonly from_state: string;
  readonly to_state: string;
  readonly level: string;
  readonly by_user: string;
  readonly for_user: string | null;
  readonly round: number;
}
const stepsOf = (projectId: string): Promise<Step[]> =>
  database.query<Step>("select * from project_step where project = $1 order by seq", [projectId]);

const expectSoundTrail = (steps: readonly Step[], route: readonly CheckLevel[], state: string): void => {
  const judging = ["sign", "sendBack", "pass", "return", "notRecommend"];
  for (const [index, step] of steps.entries()) {
    // The chain has no gap: each step starts where the one before ended.
    expect(step.from_state).toBe(steps[index - 1]?.to_state ?? "draft");
    if (!judging.includes(step.action)) continue;
    const hands = steps
      .slice(0, index)
      .filter(({ round, action }) => round === step.round && ["submit", "sign", "pass"].includes(action));
    for (const one of [step.by_user, step.for_user]) {
      if (one === null) continue;
      expect([people.clerk.userId, people.colleague.userId]).not.toContain(one);
      expect(hands.flatMap(({ by_user, for_user }) => [by_user, for_user])).not.toContain(one);
    }
    if (step.action === "return") expect([step.to_state, steps[index + 1]?.action ?? "submit"]).toEqual(["returned", "submit"]);
  }
  const signed = steps.findLastIndex(({ action }) => action === "sign");
  const passes = steps.slice(signed + 1).filter(({ action }) => action === "pass");
  expect(passes.map(({ level }) => level)).toEqual(route.slice(0, passes.length));
  if (state === "form_passed") expect(passes).toHaveLength(route.length);
};

describe("真实接口上的随机游走", () => {
  it("不跳级;退回都到单位;没有人办自己经手的,代办也一样;已办从不丢失;拒绝不留痕迹", async () => {
    const moves = fc.array(
      fc.record({
        desk: fc.constantFrom("clerk", "head", "county", "city", "province"),
        who: fc.nat(2),
        what: fc.nat(20),
        isWild: fc.nat(4),
      }),
      { minLength: 25, maxLength: 40 },
    );
    // One walk that gets somewhere, whatever chance makes of the others.
    const straightOn = [
      { desk: "clerk", who: 0, what: 1, isWild: 1 },
      { desk: "head", who: 0, what: 0, isWild: 1 },
      { desk: "county", who: 0, what: 0, isWild: 1 },
      { desk: "county", who: 0, what: 1, isWild: 1 },
    ];
    const handledBy = new Map<string, { actor: Actor; projects: Set<string> }>();
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(moves, async (walk) => {
        const projectId = await writeDeclaration(api, people.clerk, call, answers);
        for (const [turn, { desk, who, what, isWild }] of walk.entries()) {
          const actors = desks[desk as keyof typeof desks];
          const actor = actors[who % actors.length] ?? people.clerk;
          const names = isWild === 0 ? Object.keys(operations) : (fitting[desk] ?? []);
          const name = names[what % names.length] ?? "open";
          const before = await stepsOf(projectId);
          const { status } = (await operations[name]?.(actor, projectId, turn)) ?? { status: 0 };
          const after = await stepsOf(projectId);
          const isStep = status === 200 && name !== "edit";
          expect({ name, status, added: after.length - before.length }).toEqual({ name, status, added: isStep ? 1 : 0 });
          if (!isStep) continue;
          seen.add(name);
          for (const userId of [actor.userId, actor.delegatedFrom?.values().next().value?.userId]) {
            const whose = Object.values(desks)
              .flat()
              .find((one) => one.userId === userId);
            if (!whose) continue;
            const kept = handledBy.get(whose.userId) ?? { actor: whose, projects: new Set<string>() };
            handledBy.set(whose.userId, { ...kept, projects: kept.projects.add(projectId) });
          }
        }
        const [stored] = await database.query<{ state: string; route: CheckLevel[] }>(
          "select state, route from project where id = $1",
          [projectId],
        );
        const steps = await stepsOf(projectId);
        expect(stored?.state).toBe(steps.at(-1)?.to_state ?? "draft");
        expectSoundTrail(steps, stored?.route ?? [], stored?.state ?? "");
      }),
      { numRuns: 8, endOnFailure: true, examples: [[straightOn]] },
    );
    for (const { actor, projects } of handledBy.values()) {
      const { answer } = await api.call(actor, listChecks, { query: { box: "handled", limit: 200 } });
      expect([actor.userId, answer.items.map(({ id }) => id).toSorted()]).toEqual([actor.userId, [...projects].toSorted()]);
    }
    // The walks went far enough to mean something.
    expect([...seen]).toEqual(expect.arrayContaining(["submit", "sign", "pass"]));
  }, 180_000);
});
