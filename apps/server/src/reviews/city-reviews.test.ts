import {
  answerInvitation,
  createExpert,
  createPanel,
  drawPanel,
  freezeCandidates,
  linkExpertAccount,
  listExpertAccounts,
  listExperts,
  readPanel,
  reviewDesk,
} from "@qiangyi/api";
import { templateOf } from "@qiangyi/projects";
import { beforeAll, describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { newId } from "../platform/index.ts";
import { addPlaces, expertInput, organiser } from "./sample-review.ts";

const database = await freshDatabase();
const api = await testApi(database);
const linfen = actorAs("city_health_bureau", { level: "city", city: "141000", userId: "linfen" });
const taiyuan = actorAs("city_health_bureau", { level: "city", city: "140100" });
const call = newId();
const project = newId();

beforeAll(async () => {
  await addPlaces(database);
  await database.query(`insert into region (province, code, name, kind, parent, initials) values
    ('14', '141000', '临汾市', 'city', '140000', 'lfs'), ('14', '141024', '洪洞县', 'county', '141000', 'hdx')`);
  await database.query(`insert into institution (province, id, version, name, ownership, affiliation, tier, class, region, city, county, search, normalised_name, changed_at)
    values ('14', 'L1', 1, '洪洞演示医院', 'public', 'county', 'secondary', 'general', '141024', '141000', '141024', '洪洞', '洪洞演示医院', now())`);
  const definition = templateOf("linfen-ten-specialties", 2025);
  await database.query(
    `insert into call (province, id, organiser, city, programme, year, title, document_number, opens_on, closes_on, reference_on, definition, state, created_by, created_at, changed_by, changed_at, published_by, published_at)
     values ('14', $1, 'city', '141000', 'linfen-ten-specialties', 2025, '十大专科申报通知', '临卫函〔2025〕1号', '2025-01-01', '2025-02-01', '2025-01-01', $2, 'published', 'x', now(), 'x', now(), 'x', now())`,
    [call, JSON.stringify({ ...definition, review: { ...definition.review, kind: "score", experts: 5, fields: [] } })],
  );
  await database.query(
    `insert into project (province, id, call, programme, year, number, title, state, route, institution, seat, city, county, signed_round, search_text, created_by, created_at, changed_by, changed_at)
     values ('14', $1, $2, 'linfen-ten-specialties', 2025, 'XM-2025-900001', '心血管内科', 'form_passed', '{county,city}', 'L1', '141024', '141000', '141024', 1, '', 'clerk', now(), 'clerk', now())`,
    [project, call],
  );
});

describe("市级项目由该市组织评审", () => {
  it("市级建自己的专家库、关联账号、抽取；省级和别的市不能代办", async () => {
    for (let nth = 1; nth <= 6; nth += 1) {
      await database.query(
        `insert into account (province, id, login_name, name, level, state, is_demo, must_change_password, created_by, created_at)
         values ('14', $1, $2, $3, 'expert', 'active', false, false, 'x', now())`,
        [newId(), `linfen-expert-${nth}`, `专家${nth}`],
      );
      const { answer } = await api.call(linfen, createExpert, { body: expertInput(nth) });
      const account = (await api.call(linfen, listExpertAccounts, {})).answer.items[0]?.id ?? null;
      const linked = await api.call(linfen, linkExpertAccount, {
        params: { expertId: answer.id },
        body: { account, version: 1 },
      });
      expect(linked.status).toBe(200);
    }
    expect((await api.call(taiyuan, listExperts, {})).answer.items).toEqual([]);
    expect((await api.call(organiser, listExperts, {})).answer.items).toEqual([]);
    // An account serves one pool: the province cannot take it for its own.
    const own = (await api.call(organiser, createExpert, { body: expertInput(9) })).answer.id;
    const [taken] = await database.query<{ account: string }>("select account from expert where account is not null limit 1");
    const twice = await api.call(organiser, linkExpertAccount, {
      params: { expertId: own },
      body: { account: taken?.account ?? "", version: 1 },
    });
    expect(twice.problem.code).toBe("expert-account-unusable");
    expect(await database.query("select from expert where id = $1 and account is not null", [own])).toEqual([]);
    const body = { call, title: "一组", projects: [project], experts: 5, fields: [], regionRule: "county" as const };
    for (const actor of [organiser, taiyuan])
      expect((await api.call(actor, createPanel, { body })).problem.code).toBe("FORBIDDEN_ROLE");
    const { id } = (await api.call(linfen, createPanel, { body })).answer;
    const at = { params: { panelId: id } };
    expect((await api.call(organiser, freezeCandidates, at)).problem.code).toBe("panel-not-found");
    expect((await api.call(taiyuan, readPanel, at)).problem.code).toBe("panel-not-found");
    await api.call(linfen, freezeCandidates, at);
    const drawn = await api.call(linfen, drawPanel, { ...at, body: { words: "监督员报数 112358" } });
    expect(drawn.answer.panel).toHaveLength(5);
    const [seat] = (await api.call(linfen, readPanel, at)).answer.seats;
    const accounts = await database.query<{ account: string }>("select account from expert where id = $1", [seat?.expert]);
    const expert = actorAs("expert", { userId: accounts[0]?.account ?? "" });
    expect((await api.call(expert, reviewDesk, {})).answer.seats).toMatchObject([{ programmeTitle: "十大医学临床重点专科" }]);
    expect((await api.call(expert, answerInvitation, { ...at, body: { answer: "accept" } })).answer.state).toBe("accepted");
  });
});
