import { addAttachment } from "@qiangyi/api";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { insertCall, pdf, setUpPeople, writeDeclaration } from "./sample-declarations.ts";

const database = await freshDatabase();
const api = await testApi(database);
let project: string;

beforeAll(async () => {
  const people = await setUpPeople(database, api);
  project = await writeDeclaration(api, people.clerk, await insertCall(database), { title: "约束" });
  const added = await api.call(
    people.clerk,
    addAttachment,
    { params: { projectId: project }, query: { material: "other" } },
    { file: { name: "一.pdf", content: pdf("约束") } },
  );
  expect(added.status).toBe(201);
});

const signing = (sha256: string, of = "$1") =>
  `insert into project_signing (province, project, round, content, sha256, signed_by, signed_by_name, signed_at)
   values ('14', ${of}::uuid, 1, '{}', '${sha256}', 'a', 'a', now())`;
const answer = (version: string, value: string, of = "$1") =>
  `insert into project_answer (province, project, question, value, version, saved_by, saved_by_name, saved_at)
   values ('14', ${of}::uuid, 'basics', ${value}, ${version}, 'a', 'a', now())`;
const nowhere = "'00000000-0000-4000-8000-000000000000'";

describe("数据库守住的约束,逐条违反一次", () => {
  it.each([
    ["project_answer_version_positive", answer("0", "'1'")],
    ["project_answer_size", answer("1", "to_jsonb(repeat('a', 1048577))")],
    ["project_answer_of_project", answer("1", "'1'", nowhere)],
    ["project_attachment_scan", "update project_attachment set scan = 'infected' where project = $1"],
    ["project_attachment_removed", "update project_attachment set removed_at = now() where project = $1"],
    ["project_attachment_file", `update project_attachment set file = ${nowhere} where project = $1`],
    ["project_attachment_of_project", `update project_attachment set project = ${nowhere} where project = $1`],
    ["project_signing_sha256", signing("x")],
    ["project_signing_of_project", signing("0".repeat(64), nowhere)],
    ["project_number_when_signed", "update project set number = 'XM-2025-999999' where id = $1"],
    ["project_signed_before_checked", "update project set state = 'submitted' where id = $1"],
    ["project_title_length", "update project set title = repeat('长', 201) where id = $1"],
    ["project_dates_in_order", "update project set starts_on = '2025-02-01', ends_on = '2025-01-01' where id = $1"],
    ["project_amounts_not_negative", "update project set support_fen = 1 where id = $1"],
  ])("%s", async (constraint, statement) => {
    const values = statement.includes("$1") ? [project] : [];
    await expect(database.query(statement, values)).rejects.toMatchObject({ constraint });
  });

  it("签批记录不能改也不能删", async () => {
    await database.query(signing("0".repeat(64)), [project]);
    for (const statement of [
      "update project_signing set signed_by = 'b' where project = $1",
      "delete from project_signing where project = $1",
    ])
      await expect(database.query(statement, [project])).rejects.toMatchObject({ constraint: "project_signing_append_only" });
  });
});
