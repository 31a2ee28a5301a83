import { readFile } from "node:fs/promises";
import { type ImportAnswer, importDataValueSets, importExchangeFile, importMeasureReports } from "@qiangyi/api";
import { type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type Answers, handle, type Rooms } from "../../platform/index.ts";
import { dictionaryOf } from "../dictionary/index.ts";
import { decodedText, readCsv } from "./csv.ts";
import { readDataValueSets } from "./data-value-sets.ts";
import { exactJson } from "./exact-json.ts";
import type { ExchangedValue } from "./exchanged-value.ts";
import { type At, type ImportOptions, type ImportRefusal, importValues } from "./import-values.ts";
import { readMeasureReports } from "./read-measure-report.ts";

type FileRefusal = ImportRefusal | Refusal<"not-json"> | Refusal<"too-many", { readonly most: number }>;

const answers: Answers<FileRefusal> = {
  "values-refused": [
    422,
    ({ count }) => `${count}个值有误，没有写入任何值`,
    "请按每个值的提示改正后重发；也可以用mode=valid只收正确的值",
  ],
  "changed-meanwhile": [409, "报表刚被别人报送，没有写入任何值", "请查看报表现在的状态后重试"],
  "nothing-sent": [422, "没有收到任何值"],
  "not-json": [422, "文件不是JSON", "请发送FHIR或DHIS2的JSON文件，编码UTF-8"],
  "too-many": [422, ({ most }) => `一次至多${most}个值`, "请分批发送"],
};

const mostValues = 5000;

export const importRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    importMeasureReports,
    ({ tx, actor, clock, query, body }) => taken({ tx, actor, clock }, { ...query, format: "fhir" }, body),
    answers,
  );
  handle(
    rooms,
    importDataValueSets,
    ({ tx, actor, clock, query, body }) => taken({ tx, actor, clock }, { ...query, format: "dhis2" }, body),
    answers,
  );
  handle(
    rooms,
    importExchangeFile,
    async ({ tx, actor, clock, query, file }): Promise<Result<ImportAnswer, FileRefusal>> => {
      const text = decodedText(await readFile(file.path));
      if (query.format === "csv") return taken({ tx, actor, clock }, query, text);
      const json = exactJson(text);
      return json === undefined ? refuse({ code: "not-json" }) : taken({ tx, actor, clock }, query, json.value);
    },
    answers,
  );
};

interface Asked {
  readonly format: ImportOptions["format"];
  readonly dryRun: "true" | "false";
  readonly mode: "all" | "valid";
}

const taken = async (at: At, { format, dryRun, mode }: Asked, content: unknown): Promise<Result<ImportAnswer, FileRefusal>> => {
  const values = await readAs(at, format, content);
  if (values.length > mostValues) return refuse({ code: "too-many", most: mostValues });
  return importValues(at, values, { format, isDryRun: dryRun === "true", mode });
};

const readAs = async (at: At, format: ImportOptions["format"], content: unknown): Promise<readonly ExchangedValue[]> => {
  if (format === "csv") return readCsv(String(content));
  if (format === "dhis2") return readDataValueSets(content);
  const dictionary = await dictionaryOf(at.tx, at.actor, { onDate: at.clock.today() });
  const byCode = new Map(dictionary.map((indicator) => [indicator.code, indicator]));
  return readMeasureReports(content, (code) => byCode.get(code));
};
