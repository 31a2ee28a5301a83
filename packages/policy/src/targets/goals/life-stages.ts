import { fraction, toFixed } from "../fraction.ts";
import { column, figure, type ToldNode } from "./told-node.ts";

export const lifeStages = { maternal: "孕产期", child: "儿童", adult: "成人", elderly: "老年", "end-of-life": "临终" } as const;
export type LifeStage = keyof typeof lifeStages;

/** A task of the plan under one of its stages; a task of several stages stands here once for each. late: open after its day. */
export interface StagedTask {
  readonly stage: LifeStage;
  readonly state: "done" | "open" | "late";
}

const stageNames = Object.keys(lifeStages) as LifeStage[];

/** A stage that nobody has a task for has not reached everything: it has no measure at all. */
export const lifeStagesNode = (tasks: readonly StagedTask[]): ToldNode => {
  const rows = stageNames.map((stage) => {
    const of = tasks.filter((task) => task.stage === stage);
    const count = (state: StagedTask["state"]) => of.filter((task) => task.state === state).length;
    return { title: lifeStages[stage], of: of.length, done: count("done"), open: count("open"), late: count("late") };
  });
  const without = rows.filter(({ of }) => of === 0).map(({ title }) => title);
  return {
    light: "none",
    told:
      without.length === rows.length
        ? "各生命阶段都没有可计量的任务"
        : `${rows.length}个生命阶段中${rows.length - without.length}个有可计量的任务`,
    open: without.map((title) => `${title}没有可计量的任务`),
    columns: [column("生命阶段"), figure("任务"), figure("已完成"), figure("进行中"), figure("逾期"), column("完成率")],
    rows: rows.map(({ title, of, done, open, late }) => [
      title,
      String(of),
      String(done),
      String(open),
      String(late),
      doneShare(done, of),
    ]),
  };
};

const doneShare = (done: number, of: number): string => {
  if (of === 0) return "没有可计量的任务";
  return done === of ? "100%" : `${toFixed(fraction(BigInt(done) * 100n, BigInt(of)), 1)}%`;
};
