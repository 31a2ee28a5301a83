import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  advance,
  type CheckLevel,
  type Handling,
  handlersOf,
  isWithUnit,
  nextLevelOf,
  openActions,
  type ProjectAction,
  type ProjectActor,
  type ProjectPosition,
  type ProjectState,
  projectStateIds,
  roundOf,
  transitions,
} from "../index.ts";

const routes: readonly (readonly CheckLevel[])[] = [
  ["county", "city", "province"],
  ["city", "province"],
  ["province"],
  ["county", "city"],
  ["city"],
];
const duties = {
  clerk: ["projects.declare"],
  head: ["projects.sign"],
  county: ["projects.check"],
  city: ["projects.check", "projects.select", "reviews.organise"],
  province: ["projects.check", "projects.select", "reviews.organise"],
} as const;
type Desk = keyof typeof duties;
const levelOf = (desk: Desk): ProjectActor["level"] => (desk === "clerk" || desk === "head" ? "unit" : desk);

/** Three persons at every desk; the third holds the duty for one of the others. */
const person = fc.record({
  desk: fc.constantFrom(...(Object.keys(duties) as Desk[])),
  who: fc.constantFrom(0, 1, 2),
  for: fc.constantFrom(0, 1),
});
const actorOf = ({ desk, who, for: delegator }: { desk: Desk; who: number; for: number }): ProjectActor => ({
  userId: `${desk}${who}`,
  ...(who === 2 && { forUserId: `${desk}${delegator}` }),
  level: levelOf(desk),
  isInPlace: true,
  duties: new Set(duties[desk]),
});

interface Walk {
  state: ProjectState;
  signedRound: number;
  isRead: boolean;
  stateBefore: ProjectState | undefined;
  steps: (Handling & { readonly level: string })[];
}

const positionOf = (route: readonly CheckLevel[], { state, signedRound, isRead, stateBefore, steps }: Walk): ProjectPosition => ({
  state,
  route,
  isRead,
  ...(stateBefore !== undefined && { stateBefore }),
  handledBy: ["clerk0", ...handlersOf(steps, roundOf({ state, signedRound }))],
});

/** One attempted step; the table decides whether it happens. */
const attempt = (route: readonly CheckLevel[], walk: Walk, action: ProjectAction, actor: ProjectActor): boolean => {
  const next = advance(action, positionOf(route, walk), actor);
  if (!next.ok) return false;
  walk.steps.push({
    action,
    round: roundOf(walk),
    byUser: actor.userId,
    forUser: actor.forUserId ?? null,
    level: actor.level,
  });
  walk.stateBefore = next.value === "suspended" ? walk.state : undefined;
  walk.state = next.value;
  walk.isRead = false;
  if (action === "sign") walk.signedRound += 1;
  return true;
};

const actions = [...new Set(transitions.map(({ action }) => action))];
const attempts = fc.array(fc.record({ action: fc.constantFrom(...actions), person, reads: fc.boolean() }), {
  minLength: 30,
  maxLength: 120,
});
/** Mostly moves that the table offers, so that walks get far; the rest are attempts that it must refuse. */
const walks = fc.record({
  route: fc.constantFrom(...routes),
  attempts,
  offered: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
});

const start = (): Walk => ({ state: "draft", signedRound: 0, isRead: false, stateBefore: undefined, steps: [] });
const everyone = (Object.keys(duties) as Desk[]).flatMap((desk) => [0, 1].map((who) => actorOf({ desk, who, for: 0 })));

const alongWalk = (judge: (walk: Walk, route: readonly CheckLevel[], before: ProjectState) => void) =>
  fc.assert(
    fc.property(walks, ({ route, attempts: tries, offered }) => {
      const walk = start();
      for (const [index, { action, person: someone, reads }] of tries.entries()) {
        const before = walk.state;
        if (reads && nextLevelOf({ state: walk.state, route }) !== undefined) walk.isRead = true;
        const moves = everyone.flatMap((actor) => openActions(positionOf(route, walk), actor).map((row) => ({ row, actor })));
        const pick = offered[index % offered.length] ?? 0;
        const move = pick % 3 === 0 ? undefined : moves[pick % Math.max(1, moves.length)];
        const wasRead = walk.isRead;
        const done = move ? attempt(route, walk, move.row.action, move.actor) : attempt(route, walk, action, actorOf(someone));
        if (done && walk.steps.at(-1)?.action === "withdraw") expect(wasRead).toBe(false);
        if (done) judge(walk, route, before);
      }
    }),
    { numRuns: 150 },
  );

describe("流程表的随机游走", () => {
  it("没有一条路跳过层级:形式审查通过之前,流程上每一级都按次序通过", () =>
    alongWalk((walk, route) => {
      if (walk.state !== "form_passed" || walk.steps.at(-1)?.action !== "pass") return;
      const begin = walk.steps.findLastIndex(({ action }) => action === "sign" || action === "recheck");
      const passes = walk.steps.slice(begin + 1).filter(({ action }) => action === "pass");
      expect(passes.map(({ level }) => level)).toEqual(route);
    }));

  it("每次退回都到申报单位,补正后从第一级重新审核", () =>
    alongWalk((walk, route, before) => {
      if (walk.state !== "returned") return;
      expect(before).not.toBe("draft");
      expect(nextLevelOf({ state: walk.state, route })).toBeUndefined();
      const movers = everyone.filter((actor) => openActions(positionOf(route, walk), actor).length > 0);
      expect(movers.length).toBeGreaterThan(0);
      expect(movers.every(({ level }) => level === "unit")).toBe(true);
      const again: Walk = { ...walk, steps: [...walk.steps] };
      expect(attempt(route, again, "submit", actorOf({ desk: "clerk", who: 0, for: 0 }))).toBe(true);
      expect(
        ["head0", "head1"].some((userId) =>
          attempt(route, again, "sign", { ...actorOf({ desk: "head", who: 0, for: 0 }), userId }),
        ),
      ).toBe(true);
      expect(nextLevelOf({ state: again.state, route })).toBe(route[0]);
    }));

  it("没有人审核自己提交、签批或本轮通过的,代办人和委托人都算", () =>
    alongWalk((walk) => {
      const last = walk.steps.at(-1);
      if (!last || !["sign", "sendBack", "pass", "return", "notRecommend"].includes(last.action)) return;
      const earlier = handlersOf(walk.steps.slice(0, -1), last.round);
      for (const one of [last.byUser, last.forUser]) if (one !== null) expect([...earlier, "clerk0"]).not.toContain(one);
    }));

  it("只有终局停下:其余每个状态总有人可以办下一步", () =>
    alongWalk((walk, route) => {
      const isOver = walk.state === "closed" || walk.state === "rejected" || walk.state === "terminated";
      const canMove = everyone.some((actor) => openActions(positionOf(route, walk), actor).length > 0);
      expect({ state: walk.state, canMove }).toEqual({ state: walk.state, canMove: !isOver });
    }));

  it("状态只在表内,没有签批的永远不离开单位", () =>
    alongWalk((walk) => {
      expect(projectStateIds).toContain(walk.state);
      if (walk.signedRound === 0) expect(isWithUnit(walk.state)).toBe(true);
    }));
});

describe("流程表逐条", () => {
  const at = (state: ProjectState, more: Partial<ProjectPosition> = {}): ProjectPosition => ({
    state,
    route: ["county", "city", "province"],
    isRead: false,
    handledBy: [],
    ...more,
  });
  const county = actorOf({ desk: "county", who: 0, for: 0 });
  const head = actorOf({ desk: "head", who: 0, for: 0 });

  it.each([
    ["县级越过本级直接形式审查", "pass", at("city_passed"), county, "FORBIDDEN_ROLE"],
    ["未经评审入库", "store", at("form_passed"), actorOf({ desk: "province", who: 0, for: 0 }), "STEP_ORDER"],
    ["市级把项目入库", "store", at("reserved"), actorOf({ desk: "city", who: 0, for: 0 }), "FORBIDDEN_ROLE"],
    ["别处的县", "pass", at("submitted"), { ...county, isInPlace: false }, "FORBIDDEN_ROLE"],
    ["没有审核职责", "pass", at("submitted"), { ...county, duties: new Set<string>() }, "FORBIDDEN_ROLE"],
    ["自己经手", "pass", at("submitted", { handledBy: ["county0"] }), county, "SELF_APPROVAL"],
    ["委托人经手", "pass", at("submitted", { handledBy: ["county1"] }), { ...county, forUserId: "county1" }, "SELF_APPROVAL"],
    ["上级已打开后撤回", "withdraw", at("submitted", { isRead: true }), head, "ALREADY_READ"],
  ] as const)("%s被拒绝", (_, action, position, actor, code) =>
    expect(advance(action, position, actor)).toMatchObject({ ok: false, refusal: { code } }),
  );

  it("上级打开前可以撤回", () => expect(advance("withdraw", at("submitted"), head)).toEqual({ ok: true, value: "draft" }));
  it("负责人退回经办后,补齐再报还由他签批", () => {
    const steps: Handling[] = [
      { action: "submit", round: 1, byUser: "clerk0", forUser: null },
      { action: "sendBack", round: 1, byUser: "head0", forUser: null },
      { action: "submit", round: 1, byUser: "clerk0", forUser: null },
    ];
    expect(advance("sign", at("to_sign", { handledBy: handlersOf(steps, 1) }), head)).toEqual({ ok: true, value: "submitted" });
  });
  it("变更后重新审核,原来通过的人还能审", () => {
    const steps: Handling[] = [
      { action: "pass", round: 1, byUser: "county0", forUser: null },
      { action: "recheck", round: 1, byUser: "province0", forUser: null },
    ];
    expect(handlersOf(steps, 1)).toEqual([]);
  });
});
