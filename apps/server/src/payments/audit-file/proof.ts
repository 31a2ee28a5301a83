import { createHash } from "node:crypto";
import type { FoundEntries } from "../../audit/index.ts";

const utf8 = (content: string): Uint8Array => new TextEncoder().encode(content);

/** One entry of the log a line, with the very text that was hashed: nobody needs our program to compute it again. */
export const logLines = ({ entries }: FoundEntries): Uint8Array =>
  utf8(
    entries
      .map(({ sequence, previous_hash: previousHash, hash, hashed }) =>
        JSON.stringify({ sequence: String(sequence), previousHash, hashed, hash }),
      )
      .map((line) => `${line}\n`)
      .join(""),
  );

export interface PackedPart {
  readonly name: string;
  readonly content: Uint8Array;
}

export interface Origin {
  readonly title: string;
  readonly by: string;
  readonly at: string;
  readonly isDemo: boolean;
}

const fields = "省份、序号、时间、人员编号、姓名、角色、层级、市、县、机构、操作、对象、结果、地址、内容";

/** How to check the archive with tools of one's own, and the two numbers to keep. */
export const guideTo = (
  { title, by, at, isDemo }: Origin,
  { entries, end }: FoundEntries,
  parts: readonly PackedPart[],
): Uint8Array =>
  utf8(
    [
      `${title}　审计取数说明${isDemo ? "（演示数据）" : ""}`,
      `导出：${by}　${at}`,
      "",
      "一、文件的SHA-256",
      ...parts.map(({ name, content }) => `${createHash("sha256").update(content).digest("hex")}  ${name}`),
      "",
      "二、审计日志怎样自行核对",
      `审计日志.jsonl共${entries.length}条，每行一条：sequence序号，previousHash上一条的校验值，hashed被校验的原文，hash本条的校验值。`,
      "校验值 = SM3( previousHash + 换行符 + hashed )，都按UTF-8编码，十六进制小写。",
      `hashed是一个JSON数组，依次为：${fields}。`,
      '用任何带SM3的工具都能重算，例如 printf \'%s\\n%s\' "$previousHash" "$hashed" | openssl dgst -sm3',
      "序号相邻的两条，后一条的previousHash应等于前一条的hash。全省各项业务共用一条链，所以本项目的记录之间有空号。",
      "",
      "三、请留存的两个数",
      ...(end === null
        ? ["日志还没有记录。"]
        : [
            `导出时链尾序号：${end.sequence}`,
            `导出时链尾校验值：${end.hash}`,
            "以后在“审计日志 → 核验”中填入这两个数（或本压缩包中任意一条的序号和hash）：链中任何一条被改写、删除或截去，核验都会指出。",
          ]),
      "",
    ].join("\r\n"),
  );
