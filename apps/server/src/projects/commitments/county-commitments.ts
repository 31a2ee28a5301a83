import { type CountyBurden, commitCountyMoney, listCountyBurdens, withdrawCountyMoney } from "@qiangyi/api";
import {
  atLeastZero,
  date,
  dateInShanghai,
  type Fen,
  fen,
  inWanYuan,
  minus,
  ok,
  type Refusal,
  type Result,
  refuse,
  zero,
} from "@qiangyi/kernel";
import { projectStates } from "@qiangyi/projects";
import { type Actor, type Answers, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { institutionNames } from "../../registry/index.ts";
import { paidBySource } from "../checks/project-funding.ts";
import { isOnConfirmedList } from "../library/confirmed-list.ts";
import {
  addCountyFunding,
  burdensOf,
  commitmentsOf,
  isStillAsked,
  lockCountyFunding,
  type StoredBurden,
  type StoredCommitment,
} from "./burdens.store.ts";

type NotFound = Refusal<"county-burden-not-found">;
type CommitRefusal =
  | NotFound
  | Refusal<"FORBIDDEN_ROLE">
  | Refusal<"commitment-in-future">
  | Refusal<"COMMITMENT_IN_USE", { readonly committed: Fen }>;
type WithdrawRefusal = CommitRefusal | Refusal<"commitment-not-found">;

const commitAnswers: Answers<CommitRefusal> = {
  "county-burden-not-found": [404, "没有这个项目，或它没有要本县财政负担的资金"],
  FORBIDDEN_ROLE: [403, "试点项目的县级资金由试点县财政局承诺", "请由项目所在县财政局办理"],
  "commitment-in-future": [422, "承诺文件的日期晚于今天", "请核对文件日期"],
  COMMITMENT_IN_USE: [
    409,
    ({ committed }) => `项目已列入确认名单或已支付县级资金，承诺的${inWanYuan(committed)}不能减少或撤回`,
    "可以增加承诺；确需减少的，请先由省卫生健康委调整名单",
  ],
};
const withdrawAnswers: Answers<WithdrawRefusal> = {
  ...commitAnswers,
  "commitment-not-found": [409, "这个项目没有可以撤回的承诺"],
};

/** 县级资金承诺 (5g-2022.art2.h). The county sees of a declaration what it must bear; the rest goes to the province alone (第八条). */
export const countyCommitmentRoutes = (rooms: Rooms): void => {
  handle(rooms, listCountyBurdens, async ({ tx, actor }) => ok({ items: await shownBurdens(tx, actor) }));

  handle(
    rooms,
    commitCountyMoney,
    async ({ tx, actor, clock, params, body }): Promise<Result<null, CommitRefusal>> => {
      const found = await lockBurden(tx, actor, params.projectId);
      if (!found.ok) return found;
      const { committed, isUsed } = found.value;
      if (body.dateOn > dateInShanghai(clock.now())) return refuse({ code: "commitment-in-future" });
      const amount = fen(BigInt(body.amountFen));
      if (isUsed && committed && amount < committed.amount)
        return refuse({ code: "COMMITMENT_IN_USE", committed: committed.amount });
      await addCountyFunding(tx, actor, {
        project: params.projectId,
        amount,
        basis: body.documentNumber,
        dateOn: date(body.dateOn),
        isWithdrawn: false,
        at: clock.now(),
      });
      return ok(null);
    },
    commitAnswers,
  );

  handle(
    rooms,
    withdrawCountyMoney,
    async ({ tx, actor, clock, params, body }): Promise<Result<null, WithdrawRefusal>> => {
      const found = await lockBurden(tx, actor, params.projectId);
      if (!found.ok) return found;
      const { committed, isUsed } = found.value;
      if (!committed) return refuse({ code: "commitment-not-found" });
      if (isUsed) return refuse({ code: "COMMITMENT_IN_USE", committed: committed.amount });
      await addCountyFunding(tx, actor, {
        project: params.projectId,
        amount: zero,
        basis: body.reason,
        dateOn: null,
        isWithdrawn: true,
        at: clock.now(),
      });
      return ok(null);
    },
    withdrawAnswers,
  );
};

interface Held {
  readonly committed: StoredCommitment | undefined;
  readonly isUsed: boolean;
}

const lockBurden = async (tx: Tx, actor: Actor, project: string): Promise<Result<Held, CommitRefusal>> => {
  if (actor.level !== "county") return refuse({ code: "FORBIDDEN_ROLE" });
  await lockCountyFunding(tx, project);
  const burden = (await burdensOf(tx, actor)).find((each) => each.project === project && isStillAsked(each));
  if (!burden) return refuse({ code: "county-burden-not-found" });
  const committed = (await commitmentsOf(tx, actor.province, [project])).get(project);
  return ok({ committed, isUsed: await isUsed(tx, actor, burden) });
};

/** The confirmed list rests on what was committed when it was made, and so does whoever was paid. */
const isUsed = async (tx: Tx, actor: Actor, burden: StoredBurden): Promise<boolean> =>
  (await paidOf(tx, actor, burden)) > 0n || (await isOnConfirmedList(tx, actor, burden.project));

const paidOf = async (tx: Tx, actor: Actor, { project, institution }: StoredBurden): Promise<Fen> =>
  (await paidBySource(tx, actor, { id: project, institution })).get("county") ?? zero;

const shownBurdens = async (tx: Tx, actor: Actor): Promise<CountyBurden[]> => {
  const burdens = await burdensOf(tx, actor);
  const [names, committed] = [
    await institutionNames(
      tx,
      actor,
      burdens.map(({ institution }) => institution),
    ),
    await commitmentsOf(
      tx,
      actor.province,
      burdens.map(({ project }) => project),
    ),
  ];
  const shown: CountyBurden[] = [];
  for (const burden of burdens) {
    const held = committed.get(burden.project);
    const paid = await paidOf(tx, actor, burden);
    const isAsked = isStillAsked(burden);
    shown.push({
      project: { id: burden.project, number: burden.number ?? "", title: burden.title },
      institution: { id: burden.institution, name: names.get(burden.institution) ?? burden.institution },
      year: burden.year,
      stateText: projectStates[burden.state],
      neededFen: String(burden.needed),
      committedFen: String(held?.amount ?? zero),
      paidFen: String(paid),
      gapFen: String(isAsked ? atLeastZero(minus(burden.needed, held?.amount ?? zero)) : zero),
      isAsked,
      commitment: held
        ? {
            amountFen: String(held.amount),
            documentNumber: held.documentNumber,
            dateOn: held.dateOn,
            byName: held.byName,
            at: held.at.toISOString(),
          }
        : null,
      isUsed: await isUsed(tx, actor, burden),
      mayRecord: isAsked && actor.level === "county" && actor.permissions.has("projects.checkFunds"),
    });
  }
  return shown;
};
