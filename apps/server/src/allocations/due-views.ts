import type { DueLineView } from "@qiangyi/api";
import { claimCodes } from "@qiangyi/policy";
import { lineName } from "../policy/index.ts";
import type { DueRow, DueSums } from "./dues.store.ts";
import type { Publication } from "./publications.store.ts";

const codes: ReadonlyMap<string, (typeof claimCodes)[number]> = new Map(claimCodes.map((each) => [each.code, each]));

export const dueSumsView = ({ due, proposed, held, recovery }: DueSums) => ({
  dueFen: String(due),
  proposedFen: String(proposed),
  heldFen: String(held),
  recoveryFen: String(recovery),
});

export const dueView = (row: DueRow): DueLineView => ({
  lineNo: row.lineNo,
  line: row.line,
  lineName: lineName(row.line),
  year: row.year,
  subject: row.subject,
  title: row.title,
  place: row.place,
  institutionName: row.institutionName,
  status: row.status,
  sums: dueSumsView(row),
  wholeFen: String(row.whole),
  isPart: !row.stands || row.proposed !== row.whole,
  isManual: row.manual !== null,
  allocatedFen: row.stands ? String(row.allocated) : null,
  hints: row.errors.flatMap((code) => {
    const known = codes.get(code);
    return known ? [{ code, title: known.title, remedy: known.remedy }] : [];
  }),
  clauses: [...row.clauses],
});

export const publicationView = (row: Publication) => ({
  id: row.id,
  year: row.year,
  title: row.title,
  version: row.version,
  decisionDate: row.decisionDate,
  publishedOn: row.publishedOn,
  note: row.note,
  isCurrent: row.isCurrent,
});
