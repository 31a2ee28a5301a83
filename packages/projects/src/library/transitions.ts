import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { isWithUnit, type ProjectState } from "./states.ts";

/** The health authorities that check a declaration, from the unit upwards; the last one organises the call. */
export type CheckLevel = "county" | "city" | "province";

/** What an account may be allowed to do with a project: the permissions of packages/api/src/permissions.ts that matter here. */
export type ProjectDuty = "projects.declare" | "projects.sign" | "projects.check" | "reviews.organise" | "projects.select";

export type ProjectAction =
  | "submit"
  | "takeBack"
  | "sendBack"
  | "sign"
  | "withdraw"
  | "pass"
  | "return"
  | "notRecommend"
  | "returnFromReview"
  | "completeReview"
  | "reserve"
  | "reject"
  | "store"
  | "renew"
  | "fund"
  | "start"
  | "mend"
  | "reportMended"
  | "accept"
  | "failAcceptance"
  | "close"
  | "recheck"
  | "rereview"
  | "reselect"
  | "suspend"
  | "resume"
  | "terminate";

/** Who stands where: the unit itself, the authority whose turn it is on the route, or the one that organises the call. */
export type Stand = "unit" | "next-on-route" | "organiser";

export interface Transition {
  readonly action: ProjectAction;
  readonly label: string;
  readonly from: readonly ProjectState[];
  /** `by-level`: the state that the level of the actor leaves behind; `before`: the state in which it was suspended. */
  readonly to: ProjectState | "by-level" | "before";
  readonly stand: Stand;
  readonly duty: ProjectDuty;
  /** What must come with it. */
  readonly needs: readonly ("opinion" | "verdicts" | "basis")[];
  readonly clause?: string;
}

const waitingForCheck = ["submitted", "county_passed", "city_passed"] as const;
const inForce = ["reserved", "in_library", "funded", "implementing"] as const;

/** The one table. Nothing changes the state of a project except a row of it. */
export const transitions: readonly Transition[] = [
  step("submit", "提交负责人签批", ["draft", "returned"], "to_sign", "unit", "projects.declare"),
  step("takeBack", "取回修改", ["to_sign"], "draft", "unit", "projects.declare"),
  step("sendBack", "退回经办修改", ["to_sign"], "draft", "unit", "projects.sign", ["opinion"]),
  step("sign", "签批上报", ["to_sign"], "submitted", "unit", "projects.sign", [], "5g-2022.art8.c"),
  step("withdraw", "撤回", ["submitted"], "draft", "unit", "projects.sign", ["opinion"]),
  step("pass", "审核通过", waitingForCheck, "by-level", "next-on-route", "projects.check", ["verdicts"], "qiangyi-2024.art6.a"),
  step("return", "退回补正", waitingForCheck, "returned", "next-on-route", "projects.check", ["opinion"], "qiangyi-2024.art6.a"),
  step(
    "notRecommend",
    "不予推荐",
    waitingForCheck,
    "rejected",
    "next-on-route",
    "projects.check",
    ["opinion"],
    "qiangyi-2024.art6.a",
  ),
  step(
    "returnFromReview",
    "评审退回补正",
    ["form_passed"],
    "returned",
    "organiser",
    "reviews.organise",
    ["opinion"],
    "5g-2022.art9.a",
  ),
  step("completeReview", "完成评审", ["form_passed"], "reviewed", "organiser", "reviews.organise", [], "5g-2022.art9.a"),
  step("reserve", "列入储备", ["reviewed"], "reserved", "organiser", "projects.select", ["basis"], "5g-2022.art7.b"),
  step("reject", "不予入选", ["reviewed"], "rejected", "organiser", "projects.select", ["opinion"], "5g-2022.art9.a"),
  step("store", "入库", ["reserved"], "in_library", "organiser", "projects.select", ["basis"], "5g-2022.art7.a"),
  step("renew", "续期", ["reserved", "in_library"], "before", "organiser", "projects.select", ["opinion"], "5g-2022.art7.b"),
  step("fund", "安排资金", ["in_library"], "funded", "organiser", "projects.select", ["basis"], "qiangyi-2024.art6.d"),
  step("start", "开工实施", ["funded"], "implementing", "unit", "projects.sign"),
  step(
    "accept",
    "验收通过",
    ["implementing"],
    "accepted",
    "organiser",
    "projects.select",
    ["opinion", "basis"],
    "5g-2022.art5.a",
  ),
  // An order to mend leaves the project where it is; the unit says when it is done, and the acceptance is held again.
  step("mend", "验收须整改", ["implementing"], "before", "organiser", "projects.select", ["opinion", "basis"], "5g-2022.art5.a"),
  step("reportMended", "整改完成报验", ["implementing"], "before", "unit", "projects.sign", ["opinion"]),
  // What failed stands still until a person resumes it to be built on or terminates it: never by itself.
  step(
    "failAcceptance",
    "验收不通过",
    ["implementing"],
    "suspended",
    "organiser",
    "projects.select",
    ["opinion", "basis"],
    "5g-2022.art5.a",
  ),
  step("close", "结项", ["accepted"], "closed", "organiser", "projects.select", ["opinion"]),
  // What a granted change brings down is passed anew from where it fell.
  step("recheck", "变更后重新审核", inForce, "submitted", "organiser", "projects.select", ["opinion"], "5g-2022.art8.2.c"),
  step("rereview", "变更后重新评审", inForce, "form_passed", "organiser", "projects.select", ["opinion"], "5g-2022.art8.2.c"),
  step("reselect", "变更后重新遴选", inForce, "reviewed", "organiser", "projects.select", ["opinion"], "5g-2022.art8.2.c"),
  step("suspend", "暂停", inForce, "suspended", "organiser", "projects.select", ["opinion"]),
  step("resume", "恢复", ["suspended"], "before", "organiser", "projects.select", ["opinion"]),
  step("terminate", "终止", [...inForce, "suspended"], "terminated", "organiser", "projects.select", ["opinion", "basis"]),
];

function step(
  action: ProjectAction,
  label: string,
  from: readonly ProjectState[],
  to: Transition["to"],
  stand: Stand,
  duty: ProjectDuty,
  needs: Transition["needs"] = [],
  clause?: string,
): Transition {
  return { action, label, from, to, stand, duty, needs, ...(clause !== undefined && { clause }) };
}

/** Where a project is, as far as the table asks. */
export interface ProjectPosition {
  readonly state: ProjectState;
  /** Levels that check it, lowest first; the last one is the organiser. */
  readonly route: readonly CheckLevel[];
  /** State in which it was suspended. */
  readonly stateBefore?: ProjectState;
  /** Whether the next level has opened it since it was signed: from then on it is returned, not withdrawn. */
  readonly isRead: boolean;
  /** Who had in hand what is being judged: authors of the content, the signature, earlier checks and fund checks of the same round. */
  readonly handledBy: readonly string[];
}

/** Who wants to act. A delegate acts for another: both must be clean. */
export interface ProjectActor {
  readonly userId: string;
  readonly forUserId?: string;
  readonly level: CheckLevel | "unit";
  /** The actor's own unit, county, city or province is the one that the stand asks for. */
  readonly isInPlace: boolean;
  readonly duties: ReadonlySet<string>;
}

export type TransitionRefusal =
  | Refusal<"STEP_ORDER", { readonly state: ProjectState; readonly action: ProjectAction; readonly clause: string }>
  | Refusal<"FORBIDDEN_ROLE", { readonly action: ProjectAction }>
  | Refusal<"SELF_APPROVAL", { readonly action: ProjectAction }>
  | Refusal<"ALREADY_READ">;

/** The level whose check is due; undefined when no check is. */
export const nextLevelOf = ({ state, route }: Pick<ProjectPosition, "state" | "route">): CheckLevel | undefined => {
  if (state === "submitted") return route[0];
  if (state === "county_passed") return route[route.indexOf("county") + 1];
  if (state === "city_passed") return route[route.indexOf("city") + 1];
  return undefined;
};

/** What a pass at `level` leaves behind: the organiser's is the form check. */
const passedAt = (level: CheckLevel, route: readonly CheckLevel[]): ProjectState =>
  level === route.at(-1) ? "form_passed" : level === "county" ? "county_passed" : "city_passed";

/** The state that follows, or why this actor may not take this step here. Order: state, role, self-approval, read. */
export const advance = (
  action: ProjectAction,
  position: ProjectPosition,
  actor: ProjectActor,
): Result<ProjectState, TransitionRefusal> => {
  const transition = transitions.find((row) => row.action === action && row.from.includes(position.state));
  if (!transition) return refuse({ code: "STEP_ORDER", state: position.state, action, clause: "5g-2022.art7.b" });
  if (!standsRight(transition, position, actor) || !actor.duties.has(transition.duty))
    return refuse({ code: "FORBIDDEN_ROLE", action });
  if (judges(action) && isHandledBy(position, actor)) return refuse({ code: "SELF_APPROVAL", action });
  if (action === "withdraw" && position.isRead) return refuse({ code: "ALREADY_READ" });
  if (transition.to === "before") return ok(position.stateBefore ?? position.state);
  if (transition.to === "by-level") return ok(passedAt(nextLevelOf(position) ?? "province", position.route));
  return ok(transition.to);
};

/** The rows of the table that this actor could take now, for the buttons of a page. */
export const openActions = (position: ProjectPosition, actor: ProjectActor): readonly Transition[] =>
  transitions.filter((row) => row.from.includes(position.state) && advance(row.action, position, actor).ok);

const standsRight = ({ stand }: Transition, position: ProjectPosition, { level, isInPlace }: ProjectActor): boolean =>
  isInPlace &&
  (stand === "unit"
    ? level === "unit"
    : stand === "next-on-route"
      ? level === nextLevelOf(position)
      : level === position.route.at(-1));

/** Steps that put a paper forward: who takes one has had it in hand. */
const forwarding: readonly ProjectAction[] = ["submit", "sign", "pass"];
/** Steps that judge what somebody else put forward. The trigger project_step_by_another holds the same in the database. */
const judging: readonly ProjectAction[] = ["sign", "sendBack", "pass", "return", "notRecommend"];
const judges = (action: ProjectAction): boolean => judging.includes(action);

/** The round of signatures that a project is in: while it is with its unit, the one to come. */
export const roundOf = ({ state, signedRound }: { readonly state: ProjectState; readonly signedRound: number }): number =>
  isWithUnit(state) ? signedRound + 1 : signedRound;

/** One entry of the trail, as far as the question asks who may still judge. */
export interface Handling {
  readonly action: ProjectAction;
  readonly round: number;
  readonly byUser: string;
  readonly forUser: string | null;
}

/**
 * Who has had the paper in hand in this round, those whom a delegate stood in for included; steps oldest first. A return begins a new
 * round, and a change that sends the project back to be checked begins the checks anew: the same officials judge again.
 */
export const handlersOf = (steps: readonly Handling[], round: number): readonly string[] => {
  const checksBegin = steps.findLastIndex(({ action }) => action === "recheck");
  return [
    ...new Set(
      steps
        .filter(
          (step, index) =>
            step.round === round && forwarding.includes(step.action) && (step.action !== "pass" || index > checksBegin),
        )
        .flatMap(({ byUser, forUser }) => (forUser === null ? [byUser] : [byUser, forUser])),
    ),
  ];
};

const isHandledBy = ({ handledBy }: ProjectPosition, { userId, forUserId }: ProjectActor): boolean =>
  handledBy.includes(userId) || (forUserId !== undefined && handledBy.includes(forUserId));
