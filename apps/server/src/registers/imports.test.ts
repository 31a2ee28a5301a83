import {
  addEntry,
  applyImport,
  discardImport,
  downloadMarkedWorkbook,
  listImportRows,
  readImport,
  repeatImport,
  startImport,
} from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { writeTemplate } from "../documents/index.ts";
import { type Actor, systemActor } from "../platform/index.ts";
import { keysTaken } from "./entries.store.ts";
import type { Values } from "./entry.ts";
import { markInterrupted } from "./imports/import-runs.store.ts";
import { rawRow, rawWorkbook } from "./raw-workbook.ts";
import { registerImport } from "./register-import.ts";
import { addSampleInstitutions, places, registerOf, sampleEvidence, sampleValues } from "./sample-facts.ts";

const database = await freshDatabase();
await addSampleInstitutions(database);
const api = await testApi(database);

const province = actorAs("prov_health_dept");
const clerk = actorAs("county_health_bureau", {
  level: "county",
  city: places.qingxu.city,
  county: places.qingxu.county,
  userId: "clerk",
});
const auditor = actorAs("auditor");

const township = registerOf("township-centre");
const headers = ["记录编号", "卫生院", "所在县", "验收合格日期", "农业县", "佐证文号", "佐证文件日期"];
const document = [sampleEvidence.documentNumber, sampleEvidence.documentDate];

const workbook = (...rows: readonly (readonly string[])[]) =>
  rawWorkbook([headers, ...rows].map((cells, index) => rawRow(index + 1, cells)));
const row = (institution: string, accepted = "2024-06-18", more: readonly string[] = document) => [
  "",
  institution,
  "清徐县",
  accepted,
  "是",
  ...more,
];

const upload = (content: Uint8Array, actor: Actor = province, to: string = township.id) =>
  api.call(actor, startImport, { params: { target: to } }, { file: { name: "台账.xlsx", content } });
const until = async (run: string, leaves: string, actor: Actor = province) => {
  for (let round = 0; round < 4_000; round++) {
    const { answer } = await api.call(actor, readImport, { params: { run } });
    if (answer.state !== leaves) return answer;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error(`run ${run} stays ${leaves}`);
};
const preview = async (content: Uint8Array, actor: Actor = province) => {
  const { status, answer, problem } = await upload(content, actor);
  if (status !== 202) throw new Error(JSON.stringify(problem));
  return until(answer.id, "reading", actor);
};
const apply = async (run: string, actor: Actor = province) => {
  const asked = await api.call(actor, applyImport, { params: { run } });
  return asked.status === 202 ? { run: await until(run, "applying", actor) } : { problem: asked.problem };
};
const entries = async () => Number((await database.query("select count(*) n from register_entry"))[0]?.["n"]);
const staged = async () => Number((await database.query("select count(*) n from import_row"))[0]?.["n"]);

describe("不予读取的文件：说明原因和办法，什么都没有写入", () => {
  const header = rawRow(1, headers);
  const million = function* () {
    yield header;
    for (let number = 2; number <= 1_000_001; number++) yield `<row r="${number}"><c r="B${number}"><v>1</v></c></row>`;
  };
  const otherTemplate = () => {
    const other = registerImport(registerOf("discipline"));
    return writeTemplate({
      template: other.template,
      fields: other.fields,
      context: { province: "山西省", year: 2024, madeOn: date("2025-03-01") },
      lookups: { institutions: [], regions: [] },
    });
  };
  it.each([
    ["不是工作簿", async () => Buffer.from("编号,卫生院\n1,某某"), "workbook-not-readable"],
    [
      "压缩炸弹",
      async () => rawWorkbook([header], { "xl/media/image1.xml": Buffer.alloc(90 * 1_048_576) }),
      "workbook-unpacks-too-large",
    ],
    ["含宏", async () => rawWorkbook([header], { "xl/vbaProject.bin": "x" }), "workbook-has-macros"],
    ["一百万行", async () => rawWorkbook(million()), "workbook-too-many-rows"],
    [
      "公式引用外部",
      async () => workbook(['=WEBSERVICE("http://example.org")', "样例医院Q1", "清徐县", "2024-06-18", "是"]),
      "workbook-calls-out",
    ],
    ["另一个模板的文件", otherTemplate, "workbook-of-another-template"],
    ["没有表头", async () => rawWorkbook([rawRow(1, ["甲", "乙", "丙"])]), "workbook-without-header"],
  ])("%s", async (_, content, code) => {
    const run = await preview(await content());
    expect([run.state, run.refusal?.code]).toEqual(["refused", code]);
    expect(run.refusal?.message).toMatch(/[一-鿿].*。$/);
    expect(run.refusal?.remedy).toMatch(/^请/);
    expect([await staged(), await entries()]).toEqual([0, 0]);
    const { problem } = await apply(run.id);
    expect(problem?.code).toBe("import-not-ready");
  });

  it("200MB", async () => {
    const { status, problem } = await upload(Buffer.alloc(200 * 1_048_576));
    expect([status, problem.code]).toEqual([413, "file-too-large"]);
    expect(problem.detail).toContain("50MB");
  });

  it("没有职责的不能导入，没有这个目标，别人的预览看不到", async () => {
    expect((await upload(workbook(), auditor)).problem.code).toBe("FORBIDDEN_ROLE");
    expect((await upload(workbook(), province, "nothing")).problem.code).toBe("import-target-not-found");
    const run = await preview(workbook(row("样例医院Q1")));
    expect((await api.call(clerk, readImport, { params: { run: run.id } })).problem.code).toBe("import-run-not-found");
    const discarded = await api.call(province, discardImport, { params: { run: run.id } });
    expect([discarded.answer.state, await staged()]).toEqual(["discarded", 0]);
  });
});

describe("预览和生效", () => {
  it("有错的行一次全部给出，改正之前什么都不写入；错误回到同一工作簿", async () => {
    const content = workbook(
      row("样例医院Q1"),
      row("没有的卫生院"),
      row("样例医院Q2", "2024-02-30"),
      row("样例医院Q3", "2024-06-18", ["晋卫发(2024)1号", ""]),
      row("样例医院Q1", "2024-07-01"),
      row("样例医院Y1"),
    );
    const run = await preview(content);
    expect(run).toMatchObject({ state: "previewed", counts: { new: 1, changed: 0, unchanged: 0, wrong: 5 } });
    const { answer } = await api.call(province, listImportRows, { params: { run: run.id }, query: { verdict: "wrong" } });
    expect(answer.total).toBe(5);
    expect(answer.items.map(({ rowNumber, errors }) => [rowNumber, errors[0]?.column])).toEqual([
      [3, "卫生院"],
      [4, "验收合格日期"],
      [5, "佐证文号"],
      [6, undefined],
      [7, "所在县"],
    ]);
    expect((await apply(run.id)).problem?.code).toBe("import-has-errors");
    expect(await entries()).toBe(0);
    const marked = await api.call(province, downloadMarkedWorkbook, { params: { run: run.id } });
    expect(marked.status, JSON.stringify(marked.problem)).toBe(200);
    const book = new ExcelJS.Workbook();
    // Small answers lie in a buffer that others share: its whole memory may end with somebody else's workbook.
    await book.xlsx.load(new Uint8Array(marked.bytes).buffer);
    const titles = book.worksheets[0]?.getRow(1).values as unknown[];
    expect(String(titles.at(-1))).toContain("错误原因");
    expect((await preview(marked.bytes)).counts).toEqual(run.counts);
  });

  it("改正后生效；重复提交生效只写一次；再次导入什么都不变", async () => {
    const content = workbook(row("样例医院Q1"), row("样例医院Q2"), row("样例医院Q3", "未知", ["", ""]));
    const run = await preview(content);
    expect(run.counts).toEqual({ new: 3, changed: 0, unchanged: 0, wrong: 0 });
    const [first, second] = await Promise.all([apply(run.id), apply(run.id)]);
    expect([first.run?.state, second.run?.state]).toEqual(["applied", "applied"]);
    expect([await entries(), await staged()]).toEqual([3, 0]);
    expect((await preview(content)).counts).toEqual({ new: 0, changed: 0, unchanged: 3, wrong: 0 });
    expect((await apply(run.id)).run?.state).toBe("applied");
    expect(await entries()).toBe(3);
  });

  it("改过的行列出前后，空单元格不抹掉已登记的内容", async () => {
    const run = await preview(workbook(["", "样例医院Q2", "清徐县", "2024年8月9日", "", "", ""]));
    expect(run.counts).toEqual({ new: 0, changed: 1, unchanged: 0, wrong: 0 });
    const { answer } = await api.call(province, listImportRows, { params: { run: run.id }, query: { verdict: "changed" } });
    expect(answer.items[0]?.differences).toEqual([
      { field: "accepted", label: "验收合格日期", before: "2024-06-18", after: "2024-08-09" },
    ]);
    await apply(run.id);
    const [stored] = await database.query("select data, document_number, version from register_entry where institution = 'Q2'");
    expect(stored).toMatchObject({
      data: { accepted: "2024-08-09", agriculturalCounty: true },
      document_number: document[0],
      version: 2,
    });
  });

  it("预览之后台账有变化，拒绝生效；重新预览后可以", async () => {
    const run = await preview(workbook(row("样例医院Q4")));
    await api.call(province, addEntry, {
      params: { register: township.id },
      body: { values: sampleValues(township, 4), evidence: sampleEvidence },
    });
    const before = await entries();
    expect((await apply(run.id)).problem?.code).toBe("import-data-changed");
    expect(await entries()).toBe(before);
    const again = await api.call(province, repeatImport, { params: { run: run.id } });
    const fresh = await until(again.answer.id, "reading");
    expect(fresh.counts.new).toBe(1);
    expect((await apply(fresh.id)).run?.state).toBe("applied");
    expect(await entries()).toBe(before + 1);
  });

  it("县里导入的待确认，只能导入本县的；不能改已确认的", async () => {
    const outside = await preview(
      rawWorkbook([rawRow(1, headers), rawRow(2, ["", "样例医院Y2", "阳曲县", "未知", "", "", ""])]),
      clerk,
    );
    expect(outside.counts.wrong).toBe(1);
    const confirmed = await preview(workbook(row("样例医院Q2", "2024-09-09")), clerk);
    expect(confirmed.counts.wrong).toBe(1);
    const run = await preview(workbook(row("样例医院Q9")), clerk);
    await apply(run.id, clerk);
    expect((await database.query("select state from register_entry where institution = 'Q9'"))[0]).toEqual({
      state: "submitted",
    });
  });

  it("同一样东西已由别处登记、本级看不见的，也算重复", async () => {
    const yangqu = actorAs("county_health_bureau", { level: "county", city: "140100", county: "140122", userId: "yangqu" });
    const secondment = registerOf("secondment");
    const values: Values = { ...sampleValues(secondment, 1), host: "Q1" };
    expect(
      (await api.call(clerk, addEntry, { params: { register: secondment.id }, body: { values, evidence: sampleEvidence } }))
        .status,
    ).toBe(201);
    const key = JSON.stringify([values["person"], "Q1", values["from"]]);
    const taken = await database.transaction(yangqu, (tx) => keysTaken(tx, yangqu, secondment, [key]));
    expect(taken.size).toBe(1);
  });
});

describe("中断", () => {
  it("进程已不在的读取和生效标为中断，暂存的行清掉，台账不变；活着的不动", async () => {
    const run = await preview(workbook(row("样例医院Q20")));
    const before = await entries();
    await database.query(
      "update import_run set state = 'applying', server = 'elsewhere/1/x', heartbeat_at = '2020-01-01' where id = $1",
      [run.id],
    );
    const alive = await preview(workbook(row("样例医院Q21")), clerk);
    await database.query("update import_run set state = 'reading' where id = $1", [alive.id]);
    const marked = await database.transaction(systemActor, (tx) => markInterrupted(tx, "14", new Date("2025-03-01T02:00:10Z")));
    expect(marked).toBe(1);
    expect((await api.call(province, readImport, { params: { run: run.id } })).answer.state).toBe("interrupted");
    expect((await api.call(clerk, readImport, { params: { run: alive.id } })).answer.state).toBe("reading");
    expect(await entries()).toBe(before);
    expect(Number((await database.query("select count(*) n from import_row where run = $1", [run.id]))[0]?.["n"])).toBe(0);
    const again = await api.call(province, repeatImport, { params: { run: run.id } });
    expect((await until(again.answer.id, "reading")).state).toBe("previewed");
  });
});

/** IMPORT_ROWS=100000 runs the whole size that the product promises; the suite itself stays quick. */
const rowCount = Number(process.env["IMPORT_ROWS"] ?? 20_000);

it(`${rowCount}行：边读边存，内存有界，有进度，生效后总数正确`, { timeout: 300_000 }, async () => {
  const secondment = registerOf("secondment");
  const labels = ["医师", "派出医院", "受援医院", "到岗日期", "离岗日期", "支援模式", "佐证文号", "佐证文件日期"];
  const many = function* () {
    yield rawRow(1, labels);
    for (let number = 2; number <= rowCount + 1; number++) {
      yield rawRow(number, [
        `演示医师${number}`,
        "样例医院P1",
        `样例医院${["Q", "Y", "X"][number % 3]}${(number % 40) + 1}`,
        "2024-01-01",
        "2024-12-31",
        "组团式",
        ...document,
      ]);
    }
  };
  const content = rawWorkbook(many());
  const { answer } = await upload(content, province, secondment.id);
  const seen = new Set<number>();
  const peak = { rss: 0 };
  const start = process.memoryUsage().rss;
  const watch = async (leaves: string) => {
    for (;;) {
      const now = (await api.call(province, readImport, { params: { run: answer.id } })).answer;
      seen.add(now.rowsRead + now.rowsApplied);
      peak.rss = Math.max(peak.rss, process.memoryUsage().rss - start);
      if (now.state !== leaves) return now;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  expect(await watch("reading")).toMatchObject({ state: "previewed", counts: { new: rowCount, wrong: 0 } });
  await api.call(province, applyImport, { params: { run: answer.id } });
  expect(await watch("applying")).toMatchObject({ state: "applied", rowsApplied: rowCount });
  expect(seen.size).toBeGreaterThan(5);
  expect(peak.rss / 1_048_576).toBeLessThan(1_200);
  const [total] = await database.query(
    "select sum(entries)::int n from register_total where register = 'secondment' and scope = 'province' and state = 'confirmed'",
  );
  expect(total).toEqual({ n: rowCount });
});
