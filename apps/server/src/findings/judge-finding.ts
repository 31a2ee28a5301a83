import { confirmFinding, dismissFinding, type RouteAnswer, withdrawFinding } from "@qiangyi/api";
import { ok, type Result, refuse } from "@qiangyi/kernel";
import { handle, type Rooms, regionOfActor } from "../platform/index.ts";
import { correctionTerm } from "./correction-days.ts";
import { findingsIn, type StoredFinding } from "./findings.store.ts";
import { departmentOf, levelOf, officeTitle, regionOfPlace } from "./office.ts";
import { type At, move, openFinding } from "./opened.ts";
import { detailOf } from "./read-finding.ts";
import { type ActRefusal, actAnswers } from "./refusals.ts";
import { type PlacedParty, placeParty } from "./shown-finding.ts";
import { advance } from "./transitions.ts";

type Body = { readonly opinion: string; readonly owner: Parameters<typeof placeParty>[2]; readonly dueOn?: string | undefined };

/** 核实: a second person says whether it is so; only then it is a finding, and its correction begins. */
export const judgeFindingRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    confirmFinding,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof confirmFinding>, ActRefusal>> =>
      confirm({ tx, actor, clock }, params.findingId, body),
    actAnswers,
  );

  handle(
    rooms,
    dismissFinding,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof dismissFinding>, ActRefusal>> => {
      const at = { tx, actor, clock };
      const opened = await openFinding(at, params.findingId);
      if (!opened.ok) return opened;
      const moved = await move(at, opened.value, { act: "dismiss", note: body.reason });
      return moved.ok ? ok(await detailOf(at, moved.value)) : moved;
    },
    actAnswers,
  );

  handle(
    rooms,
    withdrawFinding,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof withdrawFinding>, ActRefusal>> => {
      const at = { tx, actor, clock };
      const opened = await openFinding(at, params.findingId);
      if (!opened.ok) return opened;
      const moved = await move(at, opened.value, { act: "withdraw", note: body.reason });
      return moved.ok ? ok(await detailOf(at, moved.value)) : moved;
    },
    actAnswers,
  );
};

const confirm = async (
  at: At,
  id: string,
  { opinion, owner, dueOn }: Body,
): Promise<Result<RouteAnswer<typeof confirmFinding>, ActRefusal>> => {
  const { tx, actor, clock } = at;
  const opened = await openFinding(at, id);
  if (!opened.ok) return opened;
  const { finding, standing } = opened.value;
  // Whose duty it is not learns that, and nothing about what would fit.
  const next = advance("confirm", finding.state, standing);
  if (!next.ok) return next;
  const today = clock.today();
  if (dueOn !== undefined && dueOn < today) return refuse({ code: "due-passed" });
  const party = await placeParty(tx, actor, owner);
  if (!party || !mayOwn(finding, party)) return refuse({ code: "party-elsewhere" });
  const [department, level, region] = [departmentOf(actor), levelOf(actor), regionOfActor(actor)];
  if (department === undefined || level === undefined || region === undefined) return refuse({ code: "FORBIDDEN_ROLE" });
  if (party.department === department && regionOfPlace(finding.province, party) === region)
    return refuse({ code: "OWNER_IS_KEEPER" });
  const term = await correctionTerm(tx, today);
  const keeper = officeTitle(department, region);
  const moved = await move(at, opened.value, { act: "confirm", note: opinion });
  if (!moved.ok) return moved;
  await findingsIn(tx)
    .insertInto("finding_correction")
    .values({
      province: finding.province,
      finding: finding.id,
      owner_department: party.department,
      owner_city: party.city,
      owner_county: party.county,
      owner_institution: party.institution,
      owner_name: party.name,
      keeper_level: level,
      keeper_department: department,
      keeper_name: keeper,
      opened_on: today,
      due_on: dueOn ?? term.dueOn,
      due_source: dueOn === undefined ? term.source : `${keeper}下达整改时确定`,
    })
    .execute();
  return ok(await detailOf(at, moved.value));
};

/** Whoever owes the correction must be able to see it: the unit that it is about, or an office over its place. */
const mayOwn = (finding: StoredFinding, party: PlacedParty): boolean => {
  if (party.institution !== null) return party.institution === finding.institution;
  return (party.city === null || party.city === finding.city) && (party.county === null || party.county === finding.county);
};
