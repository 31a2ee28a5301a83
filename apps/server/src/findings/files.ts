import { addFindingFile, type RouteAnswer, readFindingFile } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Answers, type Download, handle, type Rooms } from "../platform/index.ts";
import { type KeepRefusal, keepAnswers, keepFile, keptContent } from "../projects/index.ts";
import { findFinding, findingsIn } from "./findings.store.ts";
import { departmentOf, titleOfActor } from "./office.ts";
import { openFinding } from "./opened.ts";
import { openStates } from "./transitions.ts";

type AddRefusal = KeepRefusal | Refusal<"finding-not-found"> | Refusal<"FORBIDDEN_ROLE"> | Refusal<"finding-ended">;
const addAnswers: Answers<AddRefusal> = {
  ...keepAnswers,
  "finding-not-found": [404, "没有这个问题，或不在您的查看范围"],
  FORBIDDEN_ROLE: [403, "佐证材料由提出人、核实部门和整改责任单位上传"],
  "finding-ended": [409, "这个问题已经办结，不能再补充材料"],
};
type ReadRefusal = Refusal<"file-not-found">;
const readAnswers: Answers<ReadRefusal> = { "file-not-found": [404, "没有这份材料，或不在您的查看范围"] };

/** 佐证: kept under the place of the finding, read by whoever sees it. */
export const fileRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    addFindingFile,
    async ({ tx, actor, clock, params, file }): Promise<Result<RouteAnswer<typeof addFindingFile>, AddRefusal>> => {
      const opened = await openFinding({ tx, actor, clock }, params.findingId);
      if (!opened.ok) return opened;
      const { finding, standing } = opened.value;
      const isDepartment = actor.permissions.has("findings.confirm") && departmentOf(actor) !== undefined;
      if (!standing.raiser && !standing.owner && !isDepartment) return refuse({ code: "FORBIDDEN_ROLE" });
      if (!openStates.includes(finding.state)) return refuse({ code: "finding-ended" });
      const { province, city, county, institution } = finding;
      const kept = await keepFile({ tx, actor, clock }, { province, city, county, institution }, file);
      if (!kept.ok) return kept;
      const { id, name, mediaType } = kept.value;
      const stored = { name, media_type: mediaType, size_bytes: BigInt(file.sizeBytes), sha256: file.sha256 };
      const by = { by_user: actor.userId, by_name: actor.name, by_office: await titleOfActor(tx, actor), at: clock.now() };
      await findingsIn(tx)
        .insertInto("finding_file")
        .values({ province, finding: finding.id, file: id, ...stored, ...by })
        .execute();
      return ok({ id, name, mediaType, sizeBytes: file.sizeBytes, sha256: file.sha256 });
    },
    addAnswers,
  );

  handle(
    rooms,
    readFindingFile,
    async ({ tx, actor, params }): Promise<Result<Download, ReadRefusal>> => {
      const finding = await findFinding(tx, actor, params.findingId);
      const kept =
        finding &&
        (await findingsIn(tx)
          .selectFrom("finding_file")
          .select(["name", "media_type", "file"])
          .where("province", "=", finding.province)
          .where("finding", "=", finding.id)
          .where("file", "=", params.file)
          .executeTakeFirst());
      if (!kept) return refuse({ code: "file-not-found" });
      const content = await keptContent(tx, actor.province, kept.file);
      return content ? ok({ name: kept.name, contentType: kept.media_type, content }) : refuse({ code: "file-not-found" });
    },
    readAnswers,
  );
};
