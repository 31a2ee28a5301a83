import type { Answers } from "@qiangyi/projects";
import type { Insertable } from "kysely";
import type { Actor } from "../../platform/index.ts";
import type { StoredProject } from "../project.store.ts";
import type { ProjectTable } from "../tables.ts";
import type { OpenCall } from "./declarations.store.ts";
import { derivedColumns } from "./derived-columns.ts";

interface Beginning {
  readonly id: string;
  readonly actor: Actor;
  readonly at: Date;
  readonly call: OpenCall;
  readonly place: Pick<StoredProject, "route" | "seat" | "city" | "county" | "institution">;
  readonly institutionName: string;
}

/** The row of a draft, begun alike by the form and by the workbook. */
export const newProject = (
  { id, actor, at, call, place, institutionName }: Beginning,
  answers: Answers,
): Insertable<ProjectTable> => ({
  province: actor.province,
  id,
  call: call.id,
  programme: call.programme,
  year: call.year,
  state: "draft",
  ...place,
  ...derivedColumns(call, institutionName, { number: null }, answers),
  returned_times: 0,
  signed_round: 0,
  is_key: false,
  version: 1,
  created_by: actor.userId,
  created_at: at,
  changed_by: actor.userId,
  changed_at: at,
});
