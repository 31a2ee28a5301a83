import { type BoardSubject, listBoardSubjects } from "@qiangyi/api";
import { grouped, ok, type PlainDate } from "@qiangyi/kernel";
import { type Actor, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { type TargetInForce, targetsOf } from "../targets/index.ts";

/** Targets of the four national centres, 晋政办函〔2023〕19号. */
export const isOfCentres = ({ target }: TargetInForce): boolean => target.startsWith("regional-centres-2023.");

export const listSubjectsRoute = (rooms: Rooms): void =>
  handle(rooms, listBoardSubjects, async ({ tx, actor, clock }) => ok({ items: await boardSubjects(tx, actor, clock.today()) }));

/** Whose results the actor may see: the centres first, then regions from the province down. */
const boardSubjects = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<BoardSubject[]> =>
  subjectsIn(await targetsOf(tx, actor, { asOf, inScope: true }));

export const subjectsIn = (targets: readonly TargetInForce[]): BoardSubject[] => {
  const bySubject = grouped(targets, ({ subject }) => subject);
  return [...bySubject.values()].flatMap((of): BoardSubject[] => {
    const [first] = of;
    if (first === undefined) return [];
    const { subject, subjectName, city, institution } = first;
    return [
      {
        id: subject,
        name: subjectName,
        kind: institution === null ? "region" : "institution",
        city,
        isCentre: isOfCentres(first),
        targets: of.filter(({ terms }) => terms.op !== null && !terms.isRollUp).length,
      },
    ];
  });
};

/** 华中大同济医院山西医院（山西白求恩医院） → 山西白求恩医院: the name that people use. */
export const shortName = (printed: string): string => /（(.+)）$/.exec(printed)?.[1] ?? printed;
