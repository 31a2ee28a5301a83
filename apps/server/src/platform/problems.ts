import type { Problem } from "@qiangyi/api";

/** A refusal on its way to the client; thrown inside the platform only, use cases return theirs as values. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

const titles: Record<number, string> = {
  400: "请求有误",
  401: "请先登录",
  403: "没有权限",
  404: "没有找到",
  409: "与现状冲突",
  413: "内容过大",
  415: "类型不支持",
  422: "内容不符合要求",
  423: "已锁定",
  429: "请求过于频繁",
  500: "系统错误",
  503: "暂不可用",
};

export const problemOf = (status: number, code: string, detail: string, more: Partial<Problem> = {}): Problem => ({
  type: `urn:qiangyi:problem:${code}`,
  title: titles[status] ?? "请求未完成",
  status,
  code,
  detail,
  ...more,
});
