import type { ProgrammeId, ProjectState } from "@qiangyi/projects";

export interface DemoCall {
  readonly key: string;
  readonly programme: ProgrammeId;
  readonly title: string;
  readonly number: number;
  readonly batch?: string;
  /** Where it is not of the demonstration's own year. */
  readonly year?: number;
  /** The organiser has no panel of experts: a meeting judges. */
  readonly isJudgedInMeeting?: boolean;
  /** Experts read no names: neither the unit's nor a person's. */
  readonly isBlind?: boolean;
  /** How many the whole call may choose. */
  readonly atMost?: number;
  /** Days ago; negative: days to come. */
  readonly opened: number;
  readonly closed: number;
  readonly declared: readonly DemoProject[];
}

export interface DemoProject {
  readonly unit: string;
  readonly name: string;
  /** How far it came on the way through unit and checks; what follows is the story of its call. */
  readonly until: Extract<
    ProjectState,
    "draft" | "to_sign" | "submitted" | "county_passed" | "city_passed" | "form_passed" | "returned" | "rejected"
  >;
  /** Returned once at this level, mended and signed again. */
  readonly returnedBy?: "county" | "city" | "province";
}
