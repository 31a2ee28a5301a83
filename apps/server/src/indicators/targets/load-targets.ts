import { policyDocument } from "@qiangyi/policy/register";
import { askedOf, indicatorOfTarget, type RegisterTarget, registerTargets } from "@qiangyi/policy/targets";
import { sql } from "kysely";
import { type Clock, systemActor, type Tx } from "../../platform/index.ts";
import { loadNamedInstitutions } from "../../registry/index.ts";
import { namedInstitutions, subjectNamed } from "./named-subjects.ts";

/** Version 1 of every promise, as the documents have it. What is there stays: a promise changes by a later document only. */
export const loadTargets = async (tx: Tx, clock: Clock): Promise<void> => {
  await loadNamedInstitutions(tx, clock, namedInstitutions, "文件列名的医院");
  const { province, userId, name } = systemActor;
  await sql`
    insert into target_version (province, target, version, terms, wording, clause, indicator, subject, subject_name, city, county, institution, document,
      document_date, effective_from, recorded_by, recorded_name, recorded_on, recorded_at)
    select ${province}, row.target, 1, row.terms, row.wording, row.clause, row.indicator, row.subject, row."subjectName", row.city, row.county,
      row.institution, row.document, row.issued, row.issued, ${userId}, ${name}, ${clock.today()}, ${clock.now()}
    from jsonb_to_recordset(${JSON.stringify(registerTargets.map(firstVersion))}::jsonb) as row (target text, terms jsonb, wording text, clause text,
      indicator text, subject text, "subjectName" text, city text, county text, institution text, document text, issued date)
    where not exists (select from target_version t where t.province = ${province} and t.target = row.target)`.execute(tx);
};

const firstVersion = (terms: RegisterTarget) => {
  const [documentId = ""] = terms.id.split(".");
  const document = policyDocument(documentId);
  if (!document?.issued) throw new RangeError(`no document of ${terms.id}`);
  const { id, city, county, institution } = subjectNamed(terms.subject);
  return {
    target: terms.id,
    terms,
    wording: askedOf(terms).asked,
    clause: terms.clause ?? terms.id,
    indicator: indicatorOfTarget(terms),
    subject: id,
    subjectName: terms.subject,
    city,
    county,
    institution,
    document: document.number,
    issued: document.issued,
  };
};
