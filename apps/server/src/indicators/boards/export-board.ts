import { boardSheets, exportBoard, type RouteInput } from "@qiangyi/api";
import { minuteInShanghai, ok, type PlainDate, type Result, refuse } from "@qiangyi/kernel";
import { type TableSheet, writeTable } from "../../documents/index.ts";
import { type Actor, type Download, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { dictionaryOf } from "../dictionary/index.ts";
import { promiseBoard, promisesSheet } from "../promises/index.ts";
import { boardDay } from "./board-facts.ts";
import { centresSheet, coverageSheet, lateSheet, provinceSheets, subjectSheet } from "./board-sheets.ts";
import { goalPartsSheet, goalsSheet } from "./goal-sheets.ts";
import { rankingOf } from "./list-ranking.ts";
import { centresBoard } from "./show-centres.ts";
import { coverageBoard } from "./show-coverage.ts";
import { goalsBoard } from "./show-goals.ts";
import { overviewBoard } from "./show-overview.ts";
import { provinceBoard } from "./show-province.ts";
import { type SubjectBoardRefusal, subjectBoard, subjectBoardAnswers } from "./show-subject.ts";

/** What the screen shows, from the same use cases. */
export const exportBoardRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    exportBoard,
    async ({ tx, actor, clock, params, query }): Promise<Result<Download, SubjectBoardRefusal>> => {
      const today = clock.today();
      const sheets = await sheetsOf(tx, actor, { ...query, sheet: params.sheet, asOf: boardDay(query.asOf, today), today });
      if (sheets === undefined) return refuse({ code: "board-subject-not-found" });
      const content = await writeTable({
        sheets,
        asOf: minuteInShanghai(clock.now()),
        exportedBy: actor.name,
        demonstration: rooms.isDemo,
      });
      return ok({
        name: `${boardSheets[params.sheet]}${boardDay(query.asOf, today).replaceAll("-", "")}.xlsx`,
        contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        content,
      });
    },
    subjectBoardAnswers,
  );

type Query = NonNullable<RouteInput<typeof exportBoard>["query"]>;

interface Asked extends Omit<Query, "asOf" | "year"> {
  readonly sheet: keyof typeof boardSheets;
  readonly year?: number | undefined;
  readonly asOf: PlainDate;
  readonly today: PlainDate;
}

const sheetsOf = async (tx: Tx, actor: Actor, asked: Asked): Promise<readonly TableSheet[] | undefined> => {
  const { sheet, asOf, today, subject = "", indicator, year, matrix = "counties", missing } = asked;
  switch (sheet) {
    case "subject": {
      const board = await subjectBoard(tx, actor, subject, asOf, today);
      return board && [subjectSheet(board)];
    }
    case "centres":
      return [centresSheet(await centresBoard(tx, actor, asOf, today))];
    case "province":
      return provinceTables(tx, actor, { indicator, year }, today);
    case "coverage":
      return [coverageSheet(await coverageBoard(tx, actor, { matrix, asOf, today }), missing === "true")];
    case "goals": {
      const board = await goalsBoard(tx, actor, asOf, today);
      return [goalsSheet(board), goalPartsSheet(board)];
    }
    case "promises":
      return [promisesSheet(await promiseBoard(tx, actor, asOf, today))];
    default:
      return [lateSheet(await overviewBoard(tx, actor, asOf, today))];
  }
};

/** The whole ranking, not only the page that the screen shows. */
const provinceTables = async (tx: Tx, actor: Actor, asked: Pick<Asked, "indicator" | "year">, today: PlainDate) => {
  const board = await provinceBoard(tx, actor, asked, today);
  const [indicator] =
    board.indicator === null ? [] : await dictionaryOf(tx, actor, { onDate: today, codes: [board.indicator.code] });
  const ranking =
    indicator && (await rankingOf(tx, actor, indicator, { year: board.year, order: "best", limit: mostInstitutions }));
  return provinceSheets(board, ranking?.items ?? []);
};

/** More than a province has. */
const mostInstitutions = 100_000;
