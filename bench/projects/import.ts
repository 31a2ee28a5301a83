import ExcelJS from "exceljs";
import { residentOf } from "../product/cpu.ts";
import type { RunningServer, SignedIn } from "../product/server.ts";

const headers = ["填报编号", "姓名", "出生日期", "专业技术职称", "职称取得日期", "所属部门", "科室", "培养计划"];
const people = 2_000;

/** One workbook of 2,000 persons for 千名技术骨干: read, judged, previewed, applied; resident memory of the server all the way. */
export const measureImport = async (server: RunningServer, clerk: SignedIn, organiser: SignedIn): Promise<void> => {
  const call = await openCall(server, organiser);
  const file = await workbook();
  const before = residentOf(server.pid);
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, residentOf(server.pid))), 20);
  const started = performance.now();
  const form = new FormData();
  form.append("file", new Blob([file]), "名单.xlsx");
  const { id } = await send<{ id: string }>(server, clerk, "POST", `/imports/declarations.${call}`, form);
  const seen = await until(server, clerk, id, "reading");
  const previewed = performance.now();
  if (seen.counts.new !== people) throw new Error(`previewed ${JSON.stringify(seen)}`);
  await send(server, clerk, "POST", `/imports/runs/${id}/application`);
  const done = await until(server, clerk, id, "applying");
  clearInterval(watch);
  const ended = performance.now();
  if (done.state !== "applied") throw new Error(`ended ${JSON.stringify(done)}`);
  const seconds = (from: number, to: number) => ((to - from) / 1_000).toFixed(1);
  console.log(`\nimport of ${people.toLocaleString("en")} declarations (${Math.round(file.length / 1024)} KiB)`);
  console.log(`preview ${seconds(started, previewed)} s, apply ${seconds(previewed, ended)} s`);
  console.log(
    `resident memory ${Math.round(before)} MiB before, at most ${Math.round(peak)} MiB: grown by ${Math.round(peak - before)} MiB`,
  );
};

/** A call of its own for each run, because the same persons twice would be changes. */
const openCall = async (server: RunningServer, organiser: SignedIn): Promise<string> => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const year = new Date().getFullYear();
  const body = {
    programme: "linfen-thousand-staff",
    year,
    batch: `bench ${Date.now()}`,
    title: "千名技术骨干批量申报",
    opensOn: day(-1),
    closesOn: day(30),
    referenceOn: day(30),
  };
  const { id, version } = await send<{ id: string; version: number }>(server, organiser, "POST", "/projects/calls", body);
  await send(server, organiser, "POST", `/projects/calls/${id}/publication`, {
    version,
    documentNumber: `演示临卫函〔${year}〕99号`,
  });
  return id;
};

interface Run {
  readonly state: string;
  readonly counts: { readonly new: number };
}

const until = async (server: RunningServer, clerk: SignedIn, run: string, leaves: string): Promise<Run> => {
  for (;;) {
    const found = await send<Run>(server, clerk, "GET", `/imports/runs/${run}`);
    if (found.state !== leaves) return found;
    await new Promise((wake) => setTimeout(wake, 50));
  }
};

const send = async <Answer>(
  { address }: RunningServer,
  { cookie, csrfToken }: SignedIn,
  method: string,
  path: string,
  body?: FormData | object,
): Promise<Answer> => {
  const isForm = body instanceof FormData;
  const response = await fetch(`${address}/api${path}`, {
    method,
    headers: { cookie, "x-csrf-token": csrfToken, ...(body !== undefined && !isForm && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  const text = await response.text();
  return (text === "" ? undefined : JSON.parse(text)) as Answer;
};

const workbook = async (): Promise<Buffer<ArrayBuffer>> => {
  const book = new ExcelJS.Workbook();
  const rows = Array.from({ length: people }, (_, nth) => [
    "",
    `演示${nth}`,
    `198${5 + (nth % 5)}-01-${String((nth % 28) + 1).padStart(2, "0")}`,
    "主治医师",
    "2020-01-01",
    "临床",
    "内科",
    `第${nth}人：进修一年，回院后负责本科室的带教和随访。`,
  ]);
  book.addWorksheet("申报").addRows([headers, ...rows]);
  return Buffer.from(await book.xlsx.writeBuffer());
};
