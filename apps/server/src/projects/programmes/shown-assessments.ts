import type { AssessedLeader } from "@qiangyi/api";
import type { PlainDate } from "@qiangyi/kernel";
import { dueAssessment, influenceVerdict, leaderStanding } from "@qiangyi/projects";
import type { StoredAssessment } from "./assessments.store.ts";
import type { Chosen } from "./chosen.store.ts";

export const assessmentVerdict = ({ in_province, in_country }: Pick<StoredAssessment, "in_province" | "in_country">) =>
  influenceVerdict({ inProvince: in_province, inCountry: in_country });

/** A leader with what was found of him, what that means and what is due; assessments oldest first. */
export const shownLeader = (leader: Chosen, assessments: readonly StoredAssessment[], today: PlainDate): AssessedLeader => {
  const { id, title, state, person, institution, institutionName, office, department } = leader;
  const judged = assessments.map(assessedOf);
  return {
    project: { id, title, state },
    name: person ?? title,
    institution: { id: institution, name: institutionName },
    office,
    department,
    due: dueAssessment(judged, today),
    standing: leaderStanding(judged),
    assessments: assessments.map(shownAssessment).toReversed(),
  };
};

const assessedOf = ({ assessed_on, in_province, in_country }: StoredAssessment) => ({
  assessedOn: assessed_on,
  inProvince: in_province,
  inCountry: in_country,
});

const shownAssessment = (stored: StoredAssessment): AssessedLeader["assessments"][number] => ({
  id: stored.id,
  kind: stored.is_final ? "终期" : "中期",
  assessedOn: stored.assessed_on,
  inProvince: stored.in_province,
  inCountry: stored.in_country,
  verdict: assessmentVerdict(stored).text,
  evidence: [...stored.evidence],
  experts: [...stored.experts],
  opinion: stored.opinion,
  documentNumber: stored.document_number,
  by: { name: stored.by_name, at: stored.at.toISOString() },
});
