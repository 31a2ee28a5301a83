import { listCopies, readCopy } from "@qiangyi/api";
import { ok, refuse } from "@qiangyi/kernel";
import { bookTitle } from "../../ledger/index.ts";
import { handle, type Rooms } from "../../platform/index.ts";
import { supervisionOfficeName } from "../../registry/index.ts";
import { copiesInBox, markCopyRead } from "./copies.store.ts";

/** 抄送收阅: the inbox of a supervision office, with the time of each reading. */
export const copyRoutes = (rooms: Rooms): void => {
  handle(rooms, listCopies, async ({ tx, actor, query }) => {
    const { unread, year, after, limit } = query;
    const found = await copiesInBox(tx, actor, { unread: unread === "true", year, after, limit });
    const items = found.slice(0, limit);
    return ok({
      items: items.map(({ issuer, total, readName, ...copy }) => ({
        ...copy,
        kind: copy.kind as "early",
        issuerName: bookTitle(issuer),
        officeName: supervisionOfficeName(copy.office),
        totalFen: String(total),
        deliveredAt: copy.deliveredAt.toISOString(),
        readBy: readName,
        readAt: copy.readAt?.toISOString() ?? null,
      })),
      next: found.length > limit ? (items.at(-1)?.noticeId ?? null) : null,
      total: null,
    });
  });

  handle(
    rooms,
    readCopy,
    async ({ tx, actor, clock, params }) => {
      const readAt = await markCopyRead(tx, actor, params.noticeId, clock.now());
      return readAt ? ok({ readAt: readAt.toISOString() }) : refuse({ code: "copy-not-found" });
    },
    { "copy-not-found": [404, "没有抄送给本处的这份文件"] },
  );
};
