import { createHash } from "node:crypto";
import { isCounty, regionsByCode } from "@qiangyi/policy";
import { sql } from "kysely";
import { seedDemoAccounts } from "../access/index.ts";
import { seedDemoAllocations, seedDemoDrafts } from "../allocations/index.ts";
import { loadIndicators } from "../indicators/index.ts";
import { type Actor, type Clock, type Database, systemActor, type Tx } from "../platform/index.ts";
import { registerCopiedDocuments } from "../policy/index.ts";
import { loadEntries, storeLoadedFile } from "../registers/index.ts";
import { institutionsOf, loadRegions, seedDemoInstitutions } from "../registry/index.ts";
import { seedCoreSystemChecks } from "./core-system-checks.ts";
import { countyFacts } from "./county-facts.ts";
import { coverageLists } from "./coverage-lists.ts";
import { sortOut } from "./demo-province.ts";
import { seedDemoFindings } from "./findings/index.ts";
import { goalLists } from "./goal-lists.ts";
import { highGroundFacts } from "./high-ground-facts.ts";
import { seedDemoCentreMoney } from "./indicators/centre-money.ts";
import { seedDemoIndicators } from "./indicators/index.ts";
import { seedDemoReports } from "./indicators/reports.ts";
import { seedDemoMoney } from "./money/index.ts";
import { peopleFacts } from "./people-facts.ts";
import { planLists } from "./plan-lists.ts";
import { seedDemoProjects } from "./projects/index.ts";
import { quotaLists, standsOutsideOfStories } from "./quota-lists.ts";
import { seedDemoTasks } from "./tasks/index.ts";

/** Reference data that every installation has; loading it again changes nothing. */
export const loadReferenceData = async (database: Database, clock: Clock): Promise<void> => {
  await database.transaction(systemActor, loadRegions);
  await database.transaction(systemActor, (tx) => registerCopiedDocuments(tx, systemActor.province, clock.today()));
  await database.transaction(systemActor, (tx) => loadIndicators(tx, clock));
};

/** The same number gives the same province everywhere. */
const seedNumber = 2024;

/** Who stands behind entries of the demonstration in their history. */
const demoActor: Actor = { ...systemActor, name: "演示数据" };

/** The fictional province year of the demonstration: 2024 whole, with parts of 2023 and 2025. A second start adds nothing. */
export const seedDemo = async (database: Database, clock: Clock, say: (text: string) => void): Promise<void> => {
  await once(database, clock, "institutions", async (tx) => {
    say("正在准备演示数据：机构……");
    await seedDemoInstitutions(tx, clock, seedNumber, demoActor);
  });
  await once(database, clock, "facts", async (tx) => {
    say("正在准备演示数据：台账……");
    await seedFacts(tx, clock);
  });
  await once(database, clock, "accounts", async () => {
    await seedDemoAccounts(database, clock, { isDemo: true, institutions: demoUnits });
  });
  await once(database, clock, "projects", async () => {
    say("正在准备演示数据：申报通知、项目和评审……");
    await seedDemoProjects(database, clock);
  });
  // After the projects, because calls and accepted results are what plans are computed from: a plan built before them would be stale at first sight.
  await once(database, clock, "allocations", async (tx) => {
    say("正在准备演示数据：预算、已分配和建议方案……");
    await seedDemoAllocations(tx, clock);
  });
  await once(database, clock, "money", async () => {
    say("正在准备演示数据：下达、接收和支付……");
    await seedDemoMoney(database, clock);
  });
  await once(database, clock, "findings", async () => {
    say("正在准备演示数据：监督检查……");
    await seedDemoFindings(database, clock);
  });
  await once(database, clock, "indicators", async (tx) => {
    say("正在准备演示数据：指标……");
    await seedDemoIndicators(tx, clock, demoActor);
  });
  await once(database, clock, "indicator-reports", () => seedDemoReports(database, clock, demoActor));
  await once(database, clock, "centre-money", (tx) => seedDemoCentreMoney(tx, demoActor));
  await once(database, clock, "tasks", (tx) => seedDemoTasks(tx, clock, demoActor));
  await once(database, clock, "drafts", (tx) => seedDemoDrafts(tx, clock));
};

/** Units with accounts: hospitals of two counties and of one city, a township's centre, and the four national centres, which all lie in Taiyuan. */
const demoUnits = [
  { institution: "140121-001", city: "140100", county: "140121" },
  { institution: "141024-001", city: "141000", county: "141024" },
  { institution: "140100-001", city: "140100", county: null },
  { institution: "140121-007", city: "140100", county: "140121" },
  { institution: "140000-C01", city: "140100", county: null },
  { institution: "140000-C02", city: "140100", county: null },
  { institution: "140000-C03", city: "140100", county: null },
  { institution: "140100-C04", city: "140100", county: null },
];

const seedFacts = async (tx: Tx, clock: Clock): Promise<void> => {
  const institutions = await institutionsOf(tx, demoActor);
  const demo = sortOut(
    institutions.filter((each) => !standsOutsideOfStories(each)),
    (code) => {
      const region = regionsByCode.get(code);
      return region !== undefined && isCounty(region);
    },
  );
  const at = clock.now();
  const attachment = await storeLoadedFile(tx, demoActor, { ...demoCertificate, sha256: sha256(demoCertificate.content) }, at);
  await loadEntries(
    tx,
    demoActor,
    [
      ...highGroundFacts(demo),
      ...countyFacts(demo),
      ...peopleFacts(demo),
      ...planLists(institutions),
      ...quotaLists(institutions),
      ...coverageLists(institutions),
      ...goalLists(),
    ],
    { at, attachment },
  );
  await seedCoreSystemChecks(tx, demoActor, institutions, { at, attachment });
};

const demoCertificate = {
  name: "演示证书.pdf",
  contentType: "application/pdf",
  content: Buffer.from(
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n" +
      "4 0 obj<</Length 62>>stream\nBT /F 24 Tf 120 700 Td (Demonstration certificate) Tj ET      \nendstream endobj\n" +
      "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
  ),
};

const sha256 = (content: Buffer): string => createHash("sha256").update(content).digest("hex");

/** Does one part of the seed unless it was done before; the mark and the part are written together. */
const once = async (database: Database, clock: Clock, part: string, work: (tx: Tx) => Promise<void>): Promise<void> => {
  await database.transaction(systemActor, async (tx) => {
    const { rows } = await sql`
      insert into demo_seed (province, part, seeded_at) values (${systemActor.province}, ${part}, ${clock.now()})
      on conflict do nothing returning part`.execute(tx);
    if (rows.length > 0) await work(tx);
  });
};
