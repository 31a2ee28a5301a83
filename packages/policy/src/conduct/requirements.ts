import type { FundingLineId } from "../funding-line.ts";
import { checkAgainst, type GivenRecord, type Occasion, type Requirement, type Verdict } from "./requirement.ts";
import { capabilityRequirements, trainingRequirements } from "./requirements/capability.ts";
import { highGroundRequirements } from "./requirements/high-ground.ts";
import { programmeRequirements } from "./requirements/programme.ts";
import { safetyNetRequirements } from "./requirements/safety-net.ts";
import { scholarRequirements } from "./requirements/scholars.ts";

/** In the order of the regulation. */
export const requirements: readonly Requirement[] = [
  ...programmeRequirements,
  ...highGroundRequirements,
  ...safetyNetRequirements,
  ...capabilityRequirements,
  ...trainingRequirements,
  ...scholarRequirements,
];

/** What a form of this occasion has to ask for. Without a line: what holds for every line. */
export const requirementsFor = (on: Occasion, line?: FundingLineId): readonly Requirement[] =>
  requirements.filter(
    (each) => each.on === on && (each.lines === undefined || (line !== undefined && each.lines.includes(line))),
  );

/** May this be recorded? Rooms ask before they write; nothing is decided here that the record does not say. */
export const checkConduct = (on: Occasion, record: GivenRecord, line?: FundingLineId): Verdict =>
  checkAgainst(requirementsFor(on, line), record);

/** The parts that an application for this line must state. */
export const requiredStatements = (line: FundingLineId): readonly Requirement[] => requirementsFor("application", line);

export const checkStatements = (line: FundingLineId, application: GivenRecord): Verdict =>
  checkConduct("application", application, line);

/** Can the candidate be selected? The scores that the clause asks for must be there. */
export const checkSelection = (line: FundingLineId, scores: GivenRecord): Verdict => checkConduct("selection", scores, line);
