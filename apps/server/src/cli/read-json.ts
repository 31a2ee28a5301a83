import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { Terminal } from "./terminal.ts";

export type ReadJsonRefusal = Refusal<"unreadable" | "not-json", { readonly problem: string }>;

/** Reads a file, or standard input for "-", as JSON. A byte order mark, which Windows editors add, is not part of the text. */
export const readJson = async (path: string, terminal: Terminal): Promise<Result<unknown, ReadJsonRefusal>> => {
  const name = path === "-" ? "标准输入" : path;
  const text = await readText(path, terminal);
  if (text instanceof Error) return refuse({ code: "unreadable", problem: `不能读取 ${name}：${reasonFor(text)}` });
  try {
    return ok(JSON.parse(text.replace(/^\uFEFF/, "")));
  } catch (error) {
    return refuse({ code: "not-json", problem: `${name} 不是合法的 JSON：${placeOf(error)}` });
  }
};

const readText = async (path: string, terminal: Terminal): Promise<string | Error> => {
  try {
    return await terminal.read(path);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

const reasonFor = (error: Error & { readonly code?: string }): string => reasons[error.code ?? ""] ?? error.message;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "文件不存在",
  EISDIR: "这是文件夹，不是文件",
  EACCES: "没有读取权限",
};

/** The engine tells line and column of longer texts, and of short ones only the sign that should not be there. */
const placeOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : "";
  const place = /line (\d+) column (\d+)/.exec(message);
  if (place) return `第${place[1]}行第${place[2]}列有误`;
  if (message.includes("end of JSON")) return "内容不完整";
  const token = /^Unexpected token '(.+?)',/su.exec(message);
  return token ? `不应出现“${token[1]}”` : "格式有误";
};
