import { exportAuditFile } from "@qiangyi/api";
import { minuteInShanghai, ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { recordEvent } from "../../audit/index.ts";
import { packZip, writeTable } from "../../documents/index.ts";
import { type Answers, type Download, handle, type Rooms } from "../../platform/index.ts";
import { type Gathered, gather } from "./gather.ts";
import { guideTo, logLines, type Origin, type PackedPart } from "./proof.ts";
import { sheetsOf } from "./sheets.ts";

type AuditFileRefusal = Refusal<"FORBIDDEN_ROLE"> | Refusal<"nothing-to-export">;

const answers: Answers<AuditFileRefusal> = {
  FORBIDDEN_ROLE: [403, "您的角色不能做这件事", "请由审计、纪检监察或财政监管人员取数"],
  "nothing-to-export": [404, "这个项目在您的查阅范围内没有支付申请", "请核对项目，或由其所在地区的审计人员取数"],
};

/** 审计取数 (第十一条): read, packed, and itself an entry of the log. */
export const auditFileRoutes = (rooms: Rooms): void =>
  handle(
    rooms,
    exportAuditFile,
    async ({ tx, actor, query, clock, request }): Promise<Result<Download, AuditFileRefusal>> => {
      // The administrator of the log reads it too, but sees no business (三员分立).
      if (!actor.permissions.has("payments.read")) return refuse({ code: "FORBIDDEN_ROLE" });
      const gathered = await gather(tx, actor, query);
      const [first] = gathered.payments;
      if (first === undefined) return refuse({ code: "nothing-to-export" });
      const origin = { title: first.page.title, by: actor.name, at: minuteInShanghai(clock.now()), isDemo: rooms.isDemo };
      const content = await archiveOf(gathered, origin);
      await recordEvent(tx, {
        actor,
        at: clock.now(),
        action: "export",
        object: "/payments/audit-file",
        ip: request.ip,
        detail: { ...query, payments: gathered.payments.map(({ number }) => number), entries: gathered.log.entries.length },
      });
      return ok({
        name: `审计取数 ${fileName(first.page.title)} ${clock.today().replaceAll("-", "")}.zip`,
        contentType: "application/zip",
        content,
      });
    },
    answers,
  );

const fileName = (title: string): string =>
  title
    .replace(/[\\/:*?"<>|\s]+/g, " ")
    .trim()
    .slice(0, 60);

const archiveOf = async (gathered: Gathered, origin: Origin): Promise<Uint8Array> => {
  const workbook = await writeTable({
    sheets: sheetsOf(gathered),
    asOf: origin.at,
    exportedBy: origin.by,
    demonstration: origin.isDemo,
  });
  const parts: readonly PackedPart[] = [
    { name: "支付资料.xlsx", content: workbook },
    { name: "审计日志.jsonl", content: logLines(gathered.log) },
  ];
  const guide = { name: "核对说明.txt", content: guideTo(origin, gathered.log, parts) };
  const pieces: Uint8Array[] = [];
  for await (const piece of packZip([guide, ...parts])) pieces.push(piece);
  return Buffer.concat(pieces);
};
