import { addReportFile, downloadReportFile, type RouteAnswer, removeReportFile } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Answers, type Download, handle, type Rooms, type UploadedFile } from "../../platform/index.ts";
import { type KeepRefusal, keepAnswers, keepFile, keptContent } from "../../projects/index.ts";
import { askedRows } from "./asked-rows.ts";
import type { At } from "./open-report.ts";
import { type NotFound, notFoundAnswers, type ShutRefusal, saveAnswers, shutAnswers } from "./refusals.ts";
import { filesOf, findReport, reportsIn, type StoredReportFile } from "./reports.store.ts";
import { openToFill } from "./save-value.ts";
import { reportingOf, shownFile } from "./show-report.ts";
import { isOwn, isWithUnit } from "./shown-report.ts";

const most = 50;

type AddRefusal =
  | ShutRefusal
  | KeepRefusal
  | Refusal<"INDICATOR_NOT_ASKED">
  | Refusal<"FILE_REPEATED", { readonly name: string }>
  | Refusal<"FILES_TOO_MANY">;
const addAnswers: Answers<AddRefusal> = {
  ...shutAnswers,
  ...keepAnswers,
  INDICATOR_NOT_ASKED: saveAnswers.INDICATOR_NOT_ASKED,
  FILE_REPEATED: [409, ({ name }) => `同一文件“${name}”已经上传`, "不需要重复上传"],
  FILES_TOO_MANY: [422, `一份报表至多${most}个附件`, "请合并后再上传"],
};

/** 佐证: attachments of the report or of one indicator, judged by their content as everywhere. */
export const reportFileRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    addReportFile,
    ({ tx, actor, clock, params, query, file }): Promise<Result<RouteAnswer<typeof addReportFile>, AddRefusal>> =>
      add({ tx, actor, clock }, params.reportId, query.indicator ?? null, file),
    addAnswers,
  );

  handle(
    rooms,
    downloadReportFile,
    async ({ tx, actor, params }): Promise<Result<Download, NotFound>> => {
      const report = await findReport(tx, actor, params.reportId);
      if (!report || (isWithUnit(report.state) && !isOwn(actor, report.subject))) return refuse({ code: "report-not-found" });
      const found = (await filesOf(tx, report)).find(({ file }) => file === params.file);
      if (!found) return refuse({ code: "report-not-found" });
      const content = await keptContent(tx, report.province, found.file);
      return content ? ok({ name: found.name, contentType: found.media_type, content }) : refuse({ code: "report-not-found" });
    },
    notFoundAnswers,
  );

  handle(
    rooms,
    removeReportFile,
    async ({ tx, actor, clock, params }): Promise<Result<{ id: string }, ShutRefusal>> => {
      const open = await openToFill(tx, actor, params.reportId);
      if (!open.ok) return open;
      const { numUpdatedRows } = await reportsIn(tx)
        .updateTable("indicator_report_file")
        .set({ removed_by: actor.userId, removed_at: clock.now() })
        .where("province", "=", open.value.province)
        .where("report", "=", open.value.id)
        .where("file", "=", params.file)
        .where("removed_at", "is", null)
        .executeTakeFirst();
      return numUpdatedRows === 0n ? refuse({ code: "report-not-found" }) : ok({ id: params.file });
    },
    shutAnswers,
  );
};

const add = async (
  at: At,
  id: string,
  indicator: string | null,
  file: UploadedFile,
): Promise<Result<RouteAnswer<typeof addReportFile>, AddRefusal>> => {
  const { tx, actor, clock } = at;
  const open = await openToFill(tx, actor, id);
  if (!open.ok) return open;
  const report = open.value;
  if (indicator !== null) {
    const asked = await askedRows(tx, actor, report, await reportingOf(tx, actor, report), clock.today());
    if (!asked.some(({ code }) => code === indicator)) return refuse({ code: "INDICATOR_NOT_ASKED" });
  }
  const present = await filesOf(tx, report);
  const twin = present.find((one) => one.sha256 === file.sha256 && one.indicator === indicator);
  if (twin) return refuse({ code: "FILE_REPEATED", name: twin.name });
  if (present.length >= most) return refuse({ code: "FILES_TOO_MANY" });
  const kept = await keepFile(at, report, file);
  if (!kept.ok) return kept;
  const row: StoredReportFile = {
    province: report.province,
    report: report.id,
    file: kept.value.id,
    indicator,
    city: report.city,
    county: report.county,
    institution: report.institution,
    name: kept.value.name,
    media_type: kept.value.mediaType,
    size_bytes: BigInt(file.sizeBytes),
    sha256: file.sha256,
    added_by: actor.userId,
    added_name: actor.name,
    added_at: clock.now(),
    removed_by: null,
    removed_at: null,
  };
  await reportsIn(tx).insertInto("indicator_report_file").values(row).execute();
  return ok(shownFile(row));
};
