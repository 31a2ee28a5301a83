import { answerInvitation, createPanel, drawPanel, freezeCandidates, saveScore, signPledge } from "@qiangyi/api";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { newId } from "../platform/index.ts";
import { addCall, addExpert, addFile, addPlaces, addProject, organiser, type TestExpert } from "./sample-review.ts";

const database = await freshDatabase();
const api = await testApi(database);
const none = "0190b7a0-0000-7000-8000-000000000000";

beforeAll(async () => {
  await addPlaces(database);
  const pool: TestExpert[] = [];
  for (let nth = 1; nth <= 6; nth += 1) pool.push(await addExpert(api, database, nth));
  const call = await addCall(database);
  const project = await addProject(database, call);
  await addFile(database, project.id);
  const body = { call, title: "一组", projects: [project.id], experts: 5, fields: [], regionRule: "county" as const };
  const panelId = (await api.call(organiser, createPanel, { body })).answer.id;
  const at = { params: { panelId } };
  await api.call(organiser, freezeCandidates, at);
  const { panel } = (await api.call(organiser, drawPanel, { ...at, body: { words: "监督员报数 141421" } })).answer;
  const expert = pool.find(({ id }) => id === panel[0])?.actor;
  await api.call(expert, answerInvitation, { ...at, body: { answer: "accept" } });
  await api.call(expert, signPledge, { ...at, body: { agrees: true } });
  const score = { items: {}, vetoes: {}, comment: "", version: 0 };
  await api.call(expert, saveScore, { params: { panelId, projectId: project.id }, body: score });
  await database.query(
    `insert into review_conclusion (province, project, seq, conclusion, reason, by_user, by_name, at) values ('14', $1, 1, 'return', '补正', 'x', 'x', now())`,
    [project.id],
  );
  await database.query(
    `insert into review_refill (province, panel, seq, unavailable, added, by_name, at) values ('14', $1, 1, '{}', '{}', 'x', now())`,
    [panelId],
  );
  await database.query(
    `insert into review_expense (province, id, line, year, kind, amount_fen, purpose, voucher, spent_on, booked_by, by_name, at)
     values ('14', $1, 'x', 2025, 'expert-review', 5, '评审', '记-1', '2025-01-01', 'x', 'x', now())`,
    [newId()],
  );
});

/** A row like the first one, with something in it that may not be. */
const copy = (table: string, change: object, key: object = {}) =>
  database.query(
    `insert into ${table} select (jsonb_populate_record(null::${table}, to_jsonb(one) || $1::jsonb)).* from (select * from ${table} order by 1, 2, 3 limit 1) one`,
    [JSON.stringify({ ...key, ...change })],
  );
const another = () => ({ id: newId() });
const drawn = { seed: "a", words: "b", drawn: [], drawn_at: "2030-01-01T00:00:00Z" };
const undrawn = { seed: null, words: null, drawn: null, drawn_at: null, drawn_by: null };

describe("评审各表的约束：每条故意违反一次", () => {
  it.each<[string, string, object]>([
    ["review_panel", "review_panel_state", { ...another(), state: "x", ...undrawn }],
    ["review_panel", "review_panel_size", { ...another(), experts: 4 }],
    ["review_panel", "review_panel_size", { ...another(), experts: 3 }],
    ["review_panel", "review_panel_region_rule", { ...another(), region_rule: "x" }],
    ["review_panel", "review_panel_round", { ...another(), round: 0 }],
    ["review_panel", "review_panel_frozen", { ...another(), nonce: null }],
    ["review_panel", "review_panel_drawn", { ...another(), words: null }],
    ["review_panel", "review_panel_drawn_after_frozen", { ...another(), ...drawn, drawn_at: "2000-01-01T00:00:00Z" }],
    ["review_panel", "review_panel_void_with_reason", { ...another(), state: "void" }],
    ["review_panel", "review_panel_of_call", { ...another(), call: none }],
    ["review_panel_project", "review_panel_project_of_panel", { panel: none, is_void: true }],
    ["review_panel_project", "review_panel_project_of_project", { project: none }],
    ["review_panel_project", "review_panel_project_once", { panel: none }],
    ["review_candidate", "review_candidate_of_panel", { panel: none }],
    ["review_candidate", "review_candidate_of_expert", { expert: none }],
    ["review_refill", "review_refill_of_panel", { panel: none }],
    ["review_seat", "review_seat_state", { expert: none, state: "x", answered_at: "2025-01-01T00:00:00Z" }],
    [
      "review_seat",
      "review_seat_answered",
      { expert: none, state: "accepted", answered_at: null, pledged_at: null, first_saved_at: null },
    ],
    [
      "review_seat",
      "review_seat_left_with_reason",
      { expert: none, state: "declined", reason: " ", answered_at: "2025-01-01T00:00:00Z" },
    ],
    [
      "review_seat",
      "review_seat_pledged_when_accepted",
      { expert: none, state: "invited", answered_at: null, pledged_at: "2025-01-01T00:00:00Z", pledge_sha256: "a" },
    ],
    [
      "review_seat",
      "review_seat_scores_after_pledge",
      { expert: none, pledged_at: null, pledge_sha256: null, first_saved_at: "2025-01-01T00:00:00Z" },
    ],
    ["review_seat", "review_seat_of_expert", { expert: none }],
    ["review_seat", "review_seat_of_panel", { panel: none }],
    ["review_paper", "review_paper_of_panel", { project: none }],
    ["review_paper", "review_paper_sha256", { project: none, sha256: "x" }],
    ["review_paper", "review_paper_withheld_files", { withheld_files: -1 }],
    ["review_paper_file", "review_paper_file_of_paper", { project: none }],
    ["review_paper_file", "review_paper_file_stored", { file: none }],
    ["review_score", "review_score_state", { project: none, state: "x" }],
    [
      "review_score",
      "review_score_locked_complete",
      { project: none, state: "locked", locked_at: "2025-01-01T00:00:00Z", total: null },
    ],
    ["review_score", "review_score_total", { project: none, total: 10_001 }],
    ["review_score", "review_score_comment", { project: none, comment: "意".repeat(2001) }],
    ["review_score", "review_score_of_paper", { project: none }],
    ["review_score", "review_score_of_seat", { expert: none }],
    ["review_conclusion", "review_conclusion_known", { seq: 2, conclusion: "x" }],
    ["review_conclusion", "review_conclusion_reason_present", { seq: 2, reason: " 好 " }],
    ["review_conclusion", "review_conclusion_of_project", { project: none }],
    ["review_expense", "review_expense_year", { ...another(), year: 1999 }],
    ["expert", "expert_of_account", { ...another(), number: "Z", account: none }],
  ])("%s：%s", async (table, constraint, change) => {
    await expect(copy(table, change)).rejects.toMatchObject({ constraint });
  });

  it("一笔支出只能冲回一次，冲回的必须存在", async () => {
    const [one] = await database.query<{ id: string }>("select id from review_expense limit 1");
    const back = (reverses: string) => copy("review_expense", { ...another(), amount_fen: -5, reverses });
    await expect(back(none)).rejects.toMatchObject({ constraint: "review_expense_reverses_whole" });
    await back(one?.id ?? none);
    await expect(
      database.query(
        `insert into review_expense select (jsonb_populate_record(null::review_expense, to_jsonb(e) || $1::jsonb)).* from review_expense e where reverses is not null`,
        [JSON.stringify(another())],
      ),
    ).rejects.toMatchObject({ constraint: "review_expense_reversed_once" });
  });

  it("席位只能向前走：退出之后不能再接受，承诺不能改写", async () => {
    const refused = { constraint: "review_seat_in_order" };
    const pledged = "update review_seat set pledged_at = '2020-01-01' where pledged_at is not null";
    await expect(database.query(pledged)).rejects.toMatchObject(refused);
    await expect(database.query("update review_seat set place = place + 1")).rejects.toMatchObject(refused);
  });
});
