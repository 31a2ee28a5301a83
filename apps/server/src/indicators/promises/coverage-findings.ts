import type { PlainDate } from "@qiangyi/kernel";
import { regions } from "@qiangyi/policy";
import {
  centreTownshipQuotaFinding,
  centreTownshipStandardFinding,
  connectionFinding,
  coreSystemFinding,
  countyCentreFinding,
  countyHospitalFinding,
  countyTcmFinding,
  departmentFinding,
  levelGapFinding,
  nineDomainsFinding,
  type PromiseFinding,
  placeGapFinding,
} from "@qiangyi/policy/service-system";
import type { Actor, Tx } from "../../platform/index.ts";
import { coverageLists, hospitalsOf } from "../targets/coverage-lists.ts";

const cities = regions.filter(({ level }) => level === 2);

/** Findings of the clauses that ask for coverage, from the same lists that the targets are judged by. */
export const coverageFindings = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<readonly PromiseFinding[]> => {
  const lists = await coverageLists(tx, actor, asOf);
  const { counties, institutions } = lists;
  return [
    centreTownshipQuotaFinding(lists.townships, counties, asOf),
    centreTownshipStandardFinding(lists.townships, lists.acceptedTownships, asOf),
    countyHospitalFinding(lists.countyHospitals, counties, asOf),
    countyCentreFinding("chest-pain", lists.centres, counties, asOf),
    countyCentreFinding("maternal", lists.centres, counties, asOf),
    countyCentreFinding("child-newborn", lists.centres, counties, asOf),
    placeGapFinding(lists.reimbursements, cities, asOf),
    levelGapFinding(lists.reimbursements, cities, asOf),
    departmentFinding(institutions, lists.departments, asOf),
    countyTcmFinding(institutions, counties, asOf),
    coreSystemFinding(lists.coreSystems, hospitalsOf(institutions), asOf),
    connectionFinding(institutions, lists.connections, asOf),
    nineDomainsFinding(lists.inspections, counties, asOf),
  ];
};
