import { inChinese, type PlainDate } from "@qiangyi/kernel";
import type { Claim } from "./claim.ts";
import type { Institution } from "./contract.ts";
import type { FundingLine } from "./funding-line.ts";
import { articleId, qiangyi2024 } from "./qiangyi-2024/document.ts";
import type { ReadingKey } from "./readings.ts";
import type { Situation } from "./situation.ts";

/** 第三条: public institutions first. Where the use clause names public hospitals a private one is refused, elsewhere put to a decision. */
export const checkOwnership = (claim: Claim, { ownership, name }: Institution, line: FundingLine, s: Situation): void => {
  if (ownership === "public") return;
  const reading = s.reading("public.onlyPublic");
  const clause = articleId("3.b");
  claim.relyOn(s.stated("public.onlyPublic"));
  if (reading === "only" || (reading === "by-line" && line.publicOnly))
    claim.refuse("NOT_PUBLIC_INSTITUTION", clause, () => `${name}不是公立机构，${line.shortName}只补公立机构`);
  else if (reading === "by-line")
    claim.hold("DECISION_REQUIRED", clause, () => `${name}不是公立机构，补不补需由省卫生健康委决定`);
  else claim.say(clause, () => `${name}不是公立机构，按已记录的理解可以补助`);
};

/** 以奖代补: no confirmed result, no money. Says whether there is one. */
export const checkAchieved = (
  claim: Claim,
  day: PlainDate | null,
  { s, clause, what }: { readonly s: Situation; readonly clause: string; readonly what: string },
): day is PlainDate => {
  if (s.isAchieved(day)) return true;
  claim.refuse("EVIDENCE_REQUIRED", clause, () =>
    day === null ? `没有${what}日期，成果确认后才能补助` : `${what}日期${inChinese(day)}晚于分配决定日，成果确认后才能补助`,
  );
  return false;
};

/** The achievement date against the programme window, and against the day of effect where the reading asks for it. Says whether it is inside. */
export const checkWindow = (claim: Claim, day: PlainDate, s: Situation, clause: string): boolean => {
  checkRetroactive(claim, day, s);
  if (s.isInWindow(day)) return true;
  outsideWindow(claim, inChinese(day), s, clause);
  return false;
};

export const outsideWindow = (claim: Claim, when: string, s: Situation, clause: string): void => {
  const { from, to } = s.window;
  claim.relyOn(s.stated("programmeWindow"));
  decideBy("programmeWindow", claim, s)(
    "OUTSIDE_PROGRAMME_WINDOW",
    clause,
    () => `${when}不在项目实施期（${inChinese(from)}至${inChinese(to)}）内`,
  );
};

/** 第十三条 says nothing of results from before the day of effect; by default they count. */
export const checkRetroactive = (claim: Claim, day: PlainDate, s: Situation): void => {
  if (day >= qiangyi2024.effectiveFrom) return;
  claim.relyOn(s.stated("retroactiveAchievement"));
  if (s.reading("retroactiveAchievement") === "refuse")
    claim.refuse("POLICY_NOT_IN_FORCE", articleId("13.a"), () => `${inChinese(day)}早于办法施行日，按已记录的理解不补`);
};

/** What an unclear passage leaves open is held for a decision; once its reading is recorded, it is refused. */
export const decideBy = (key: ReadingKey, claim: Claim, s: Situation): Claim["hold"] =>
  s.isSettled(key) ? claim.refuse.bind(claim) : claim.hold.bind(claim);
