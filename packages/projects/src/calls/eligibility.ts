import { type PlainDate, parseDate } from "@qiangyi/kernel";
import { type AnswerProblem, type Answers, type DeclaringInstitution, problem } from "./answer-problems.ts";
import { completedYears } from "./completed-years.ts";
import type { CallDefinition, EligibilityRule, InstitutionKind } from "./definition.ts";
import { isAtLeast, levelOfTitle, titleLevelNames } from "./titles.ts";

/** Whether a unit of this kind may declare; what is asked of a person or a statement is judged with the answers. */
export const institutionProblems = (
  { eligibility }: Pick<CallDefinition, "eligibility">,
  institution: DeclaringInstitution,
): readonly AnswerProblem[] => eligibility.flatMap((rule) => institutionProblem(rule, institution) ?? []);

const institutionProblem = (rule: EligibilityRule, institution: DeclaringInstitution): AnswerProblem | undefined => {
  const { clause, sentence } = rule;
  const refused = problem("institution", "NOT_ELIGIBLE", `${institution.name}不符合：${sentence}`, { clause });
  const warned = (message: string) => problem("institution", "OUTSIDE_FOCUS", message, { clause, severity: "warning" });
  switch (rule.rule) {
    case "affiliation":
      return rule.in.includes(institution.affiliation) ? undefined : refused;
    case "ownership":
      return rule.in.includes(institution.ownership) ? undefined : refused;
    case "region":
      return rule.within.some((region) => isWithin(institution.region, region)) ? undefined : refused;
    case "tier":
      return rule.in.includes(institution.tier) || isMarked(institution, rule.orMarked) ? undefined : refused;
    case "class":
      if (rule.in.includes(institution.class)) return undefined;
      if (rule.otherwise === "refuse") return refused;
      return rule.note === undefined || isMarked(institution, rule.note)
        ? warned(`非重点实施机构：${sentence}`)
        : problem("institution", "NOTE_REQUIRED", `非重点实施机构：${sentence}；须由组织部门先作说明`, { clause });
    case "institution":
      if (rule.anyOf.some((kind) => isOfKind(institution, kind))) return undefined;
      return isMarked(institution, rule.exception) ? warned(`非重点范围：${sentence}；已由组织部门记录例外`) : refused;
    default:
      return undefined;
  }
};

const isMarked = ({ marks }: DeclaringInstitution, mark: DeclaringInstitution["marks"][number] | undefined): boolean =>
  mark !== undefined && marks.includes(mark);

const isOfKind = (institution: DeclaringInstitution, { affiliation, tier, class: classes, marked }: InstitutionKind): boolean =>
  (affiliation === undefined || affiliation.includes(institution.affiliation)) &&
  (tier === undefined || tier.includes(institution.tier)) &&
  (classes === undefined || classes.includes(institution.class)) &&
  (marked === undefined || isMarked(institution, marked));

/** A region lies in a county, in a city (code ends in 00) or in the province (0000). */
const isWithin = (region: string, of: string): boolean => region.startsWith(of.replace(/(00)+$/, ""));

/** Age, title and statements; both of age and title are judged, so that both reasons are shown. */
export const personProblems = (
  { eligibility }: Pick<CallDefinition, "eligibility">,
  answers: Answers,
  referenceOn: PlainDate,
): readonly AnswerProblem[] => eligibility.flatMap((rule) => personProblem(rule, answers, referenceOn) ?? []);

const personProblem = (rule: EligibilityRule, answers: Answers, referenceOn: PlainDate): AnswerProblem | undefined => {
  switch (rule.rule) {
    case "age": {
      const bornOn = parseDate(String(answers[rule.question] ?? ""));
      if (bornOn === undefined) return undefined; // missing or misfit: said at its question
      const age = completedYears(bornOn, referenceOn);
      return age <= rule.atMost
        ? undefined
        : problem(rule.question, "AGE_OVER_LIMIT", `不符合（年龄）：${referenceOn}时${age}周岁，超过${rule.atMost}周岁`, rule);
    }
    case "title":
      return titleProblem(rule, answers, referenceOn);
    case "statement":
      return answers[rule.question] === false
        ? problem(rule.question, "NOT_ELIGIBLE", `不符合：${rule.sentence}`, rule)
        : undefined;
    default:
      return undefined;
  }
};

const titleProblem = (
  rule: Extract<EligibilityRule, { rule: "title" }>,
  answers: Answers,
  referenceOn: PlainDate,
): AnswerProblem | undefined => {
  const title = String(answers[rule.question] ?? "");
  const level = levelOfTitle(title);
  if (level === undefined) return undefined;
  const least = titleLevelNames[rule.atLeast];
  if (!isAtLeast(level, rule.atLeast))
    return problem(
      rule.question,
      "TITLE_TOO_LOW",
      `不符合（职称）：${title}为${titleLevelNames[level]}，须${least}以上（含）`,
      rule,
    );
  const obtainedOn = parseDate(String(answers[rule.obtained] ?? ""));
  return obtainedOn !== undefined && obtainedOn > referenceOn
    ? problem(
        rule.obtained,
        "TITLE_TOO_LOW",
        `不符合（职称）：${title}于${obtainedOn}取得，在${referenceOn}之后，基准日尚未达到${least}`,
        rule,
      )
    : undefined;
};
