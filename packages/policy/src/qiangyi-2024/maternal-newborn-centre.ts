import { wanYuan } from "@qiangyi/kernel";
import type { Candidate } from "../candidates.ts";
import { standing } from "../candidates.ts";
import type { MaternalNewbornCentre } from "../contract.ts";
import type { FundingLine } from "../funding-line.ts";
import { counted, targetOf } from "../quantities.ts";
import type { Rule } from "../rule.ts";
import { settle } from "../settle.ts";
import type { Situation } from "../situation.ts";
import { centreKey, judgeCentre } from "./certified-centres.ts";
import { articleId, standardOf } from "./document.ts";

export const maternalNewbornCentre: FundingLine<"centre"> = {
  id: "maternal-newborn-centre",
  name: "县级危重孕产妇、危重儿童和新生儿救治中心建设",
  shortName: "危重孕产妇、儿童和新生儿中心",
  group: "提能力",
  order: 10,
  ref: "第七条（三）3",
  clause: articleId("7.3.3.d"),
  modeClause: articleId("7.3.3.e"),
  mode: "REWARD_AFTER",
  frequency: "一次性（默认理解）",
  quantities: [
    { kind: "aspiration", target: 30, per: "window", label: "三年内力争建设的达标中心", clause: articleId("7.3.3.b") },
  ],
  standards: [standardOf("第七条（三）3", { centre: wanYuan(50) })],
  amountLabels: { centre: "每个国家认定的达标中心" },
  mainUse: "县级公立医院医疗事业支出",
  payee: "中心所在医院",
  publicOnly: true,
  yearly: false,
};

const types = articleId("7.3.3.a");

/** 第七条（三）3: nationally recognised centres; here the text sets no number per county. */
export const fundMaternalCentres: Rule = (s) => {
  const line = maternalNewbornCentre;
  const { centre: standard } = s.amounts(line);
  const candidates = s.factsOf("maternal-newborn-centre").map((fact) => judgeCentre(fact, { line, standard, s }, () => {}));
  const certified = refuseRepeated(standing(candidates, s), s);
  const claims = candidates.map(({ claim }) => claim);
  for (const claim of claims) settle(claim, line, s);
  const actual = certified.filter(({ isInWindow }) => isInWindow).length;
  return { claims, quantities: claims.length === 0 ? [] : [counted(line.id, targetOf(line), actual)] };
};

/** Child and newborn are one centre; read as two, a hospital may hold two certificates of that kind. */
const refuseRepeated = (
  candidates: readonly Candidate<MaternalNewbornCentre>[],
  s: Situation,
): readonly Candidate<MaternalNewbornCentre>[] => {
  const held = new Map<string, number>();
  return candidates.filter((candidate) => {
    const { claim, fact } = candidate;
    const key = centreKey(candidate, s);
    const count = (held.get(key) ?? 0) + 1;
    held.set(key, count);
    const most = fact.kind === "child-newborn" && s.reading("maternal.types") === "three" ? 2 : 1;
    if (count > 1 && fact.kind === "child-newborn") claim.relyOn(s.stated("maternal.types"));
    if (count <= most) return true;
    claim.refuse(
      "DUPLICATE_CLAIM",
      count > 1 && fact.kind === "child-newborn" ? types : maternalNewbornCentre.clause,
      () => "该院这一类中心已经申请，每个中心只补一次",
    );
    return false;
  });
};
