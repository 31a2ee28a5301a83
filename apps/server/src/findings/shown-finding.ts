import type { FindingParty, ListedFinding } from "@qiangyi/api";
import { date, dateInShanghai, daysBetween, type PlainDate } from "@qiangyi/kernel";
import { regionsByCode } from "@qiangyi/policy";
import type { Actor, Tx } from "../platform/index.ts";
import { institutionPlace, officeName, regionName } from "../registry/index.ts";
import { correctionsOf, type StoredCorrection, type StoredFinding } from "./findings.store.ts";
import { type Measure, measuresOf } from "./measures.store.ts";
import { officeTitle, regionOfPlace } from "./office.ts";
import type { Department } from "./tables.ts";
import { underCorrection } from "./transitions.ts";

/** Rows as every list shows them. */
export const shownFindings = async (
  tx: Tx,
  actor: Actor,
  rows: readonly StoredFinding[],
  today: PlainDate,
): Promise<ListedFinding[]> => {
  const ids = rows.map(({ id }) => id);
  const corrections = await correctionsOf(tx, actor.province, ids);
  const measures = await measuresOf(tx, actor, ids);
  return rows.map((row) =>
    shownFinding(
      row,
      corrections.get(row.id),
      measures.filter(({ finding }) => finding === row.id),
      today,
    ),
  );
};

export const shownFinding = (
  row: StoredFinding,
  correction: StoredCorrection | undefined,
  measures: readonly Measure[],
  today: PlainDate,
): ListedFinding => {
  const region = regionOfPlace(row.province, row);
  const daysLate = correction ? daysOverdue(row, correction, today) : 0;
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    source: row.source,
    state: row.state,
    grade: row.grade,
    amountFen: row.amount_fen === null ? null : String(row.amount_fen),
    subject: subjectOf(row),
    project: row.project === null ? null : { id: row.project, title: row.project_title ?? "" },
    institution: row.institution === null ? null : { id: row.institution, name: row.institution_name ?? row.institution },
    earmark: row.earmark,
    region,
    regionName: regionName(region),
    raised: { name: row.raised_name, office: raisedOffice(row), at: row.raised_at.toISOString() },
    owner: correction ? ownerOf(correction) : null,
    dueOn: correction?.due_on ?? null,
    flag: daysLate > 0 ? "CORRECTION_OVERDUE" : null,
    daysLate: daysLate > 0 ? daysLate : null,
    measures: [...new Set(measures.filter(({ lifted }) => !lifted).map(({ kind }) => kind))],
  };
};

/** Past the due date and not verified: a report that waits for its verification does not stop the clock. */
export const daysOverdue = ({ state }: Pick<StoredFinding, "state">, { due_on }: StoredCorrection, today: PlainDate): number =>
  underCorrection.includes(state) ? daysBetween(date(due_on), today) : 0;

const subjectOf = ({ project_title, page_title, institution_name, ...place }: StoredFinding): string =>
  [institution_name, project_title, page_title].filter((part) => part !== null).join("，") ||
  regionName(regionOfPlace(place.province, place));

/** The region of whoever raised it is that of his level over the place. */
const raisedOffice = ({ province, raised_office, raised_level, city, county }: StoredFinding): string =>
  officeTitle(raised_office, { province: `${province}0000`, city: city ?? "", county: county ?? "" }[raised_level]);

export const ownerOf = (correction: StoredCorrection): NonNullable<ListedFinding["owner"]> => ({
  institution: correction.owner_institution,
  department: correction.owner_department,
  region:
    correction.owner_department === null
      ? null
      : regionOfPlace(correction.province, { city: correction.owner_city, county: correction.owner_county }),
  name: correction.owner_name,
});

/** A party with its place: whom a correction is laid upon, or a circular sent to. */
export interface PlacedParty {
  readonly department: Department | null;
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
  readonly name: string;
}

/** Undefined where the actor has no such institution or region in his place. */
export const placeParty = async (tx: Tx, actor: Actor, party: FindingParty): Promise<PlacedParty | undefined> => {
  if ("institution" in party) {
    const place = await institutionPlace(tx, actor, party.institution);
    return (
      place && { department: null, city: place.city, county: place.county, institution: party.institution, name: place.name }
    );
  }
  const { department, region } = party;
  if (!region.startsWith(actor.province) || !regionsByCode.has(region)) return undefined;
  return { department, ...placeOfRegion(region), institution: null, name: officeName(department, region) };
};

export const placeOfRegion = (region: string): { readonly city: string | null; readonly county: string | null } => {
  if (region.endsWith("0000")) return { city: null, county: null };
  return region.endsWith("00")
    ? { city: region, county: null }
    : { city: regionsByCode.get(region)?.parent ?? null, county: region };
};

export const shownBy = (name: string, office: string, at: Date) => ({ name, office, at: at.toISOString() });
export const dayOf = dateInShanghai;
