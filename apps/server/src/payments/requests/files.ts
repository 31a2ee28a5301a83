import { addPaymentFile, type RouteAnswer, readPaymentFile } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Answers, type Download, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { type KeepRefusal, keepAnswers, keepFile, keptContent } from "../../projects/index.ts";
import { findPayment, paymentsIn, type StoredPayment } from "./requests.store.ts";

export type FileRefusal = Refusal<"file-not-found">;
export const fileAnswers: Answers<FileRefusal> = {
  "file-not-found": [422, "附件不存在，或不是本单位上传的", "请重新上传"],
};

type UploadRefusal = KeepRefusal | Refusal<"unit-only">;
const uploadAnswers: Answers<UploadRefusal> = { ...keepAnswers, "unit-only": [403, "附件由使用资金的单位上传"] };

export const fileRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    addPaymentFile,
    async ({ tx, actor, clock, file }): Promise<Result<RouteAnswer<typeof addPaymentFile>, UploadRefusal>> => {
      const { province, city, county, institution } = actor;
      if (institution === null) return refuse({ code: "unit-only" });
      const kept = await keepFile({ tx, actor, clock }, { province, city, county, institution }, file);
      if (!kept.ok) return kept;
      const { id, name, mediaType } = kept.value;
      return ok({ id, name, mediaType, sizeBytes: file.sizeBytes, sha256: file.sha256 });
    },
    uploadAnswers,
  );

  handle(
    rooms,
    readPaymentFile,
    async ({ tx, actor, params }): Promise<Result<Download, FileRefusal>> => {
      const payment = await findPayment(tx, actor, params.requestId);
      const attached =
        payment &&
        (await paymentsIn(tx)
          .selectFrom("payment_attachment")
          .select(["name", "media_type", "file"])
          .where("province", "=", payment.province)
          .where("request", "=", payment.id)
          .where("file", "=", params.file)
          .executeTakeFirst());
      if (!attached) return refuse({ code: "file-not-found" });
      const content = await keptContent(tx, actor.province, attached.file);
      return content
        ? ok({ name: attached.name, contentType: attached.media_type, content })
        : refuse({ code: "file-not-found" });
    },
    fileAnswers,
  );
};

type Owner = Pick<StoredPayment, "province" | "id" | "round" | "city" | "county" | "institution">;

/** Ties uploaded files to one round of a request, with their hashes: what was approved is what was attached. */
export const attachFiles = async (
  tx: Tx,
  { province, id, round, city, county, institution }: Owner,
  files: readonly string[],
): Promise<Result<null, FileRefusal>> => {
  const once = [...new Set(files)];
  if (once.length === 0) return ok(null);
  const { numAffectedRows } = await sql`
    insert into payment_attachment (province, request, round, file, name, media_type, size_bytes, sha256, city, county, institution)
    select province, ${id}::uuid, ${round}::integer, id, name, content_type, size_bytes, sha256, ${city}, ${county}, ${institution}
    from stored_file where province = ${province} and institution = ${institution} and id = any(${once}::uuid[])`.execute(tx);
  return Number(numAffectedRows ?? 0n) === once.length ? ok(null) : refuse({ code: "file-not-found" });
};
