import { type Problem, problem as problemSchema, type Route, type RouteAnswer, type RouteInput } from "@qiangyi/api";

/** The server refused; `problem` carries the code, the sentence and the remedy to be shown as they are. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

let csrfToken = "";
/** Set after sign-in and on every reading of the session. */
export const rememberCsrfToken = (token: string): void => {
  csrfToken = token;
};

interface Parts {
  readonly params?: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
  readonly body?: unknown;
}

interface Sending {
  /** Keeps a repeated submission of the same form from acting twice; one per intention of the user, not per attempt. */
  readonly idempotencyKey?: string;
  readonly file?: File;
  readonly signal?: AbortSignal;
}

/** Calls a route of the contract; resolves to its answer, throws an ApiProblem. */
export const call = async <const R extends Route>(
  route: R,
  input: RouteInput<R>,
  sending: Sending = {},
): Promise<RouteAnswer<R>> => {
  const response = await send(route, input as Parts, sending);
  return (response.status === 204 ? undefined : await response.json()) as RouteAnswer<R>;
};

/** Calls a route that answers with a file and hands it to the browser to save. */
export const save = async <const R extends Route & { download: true }>(
  route: R,
  input: RouteInput<R>,
  sending: Sending = {},
): Promise<void> => {
  const response = await send(route, input as Parts, sending);
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("content-disposition") ?? "")?.[1];
  const url = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement("a"), { href: url, download: decodeURIComponent(name ?? "download") });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

export const addressOf = (route: Route, { params = {}, query = {} }: Parts): string => {
  const path = route.url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) =>
      value === undefined || value === null || value === "" ? [] : [[key, String(value)]],
    ),
  ).toString();
  return `/api${path}${search === "" ? "" : `?${search}`}`;
};

const send = async (route: Route, input: Parts, { idempotencyKey, file, signal }: Sending): Promise<Response> => {
  const isWrite = route.method !== "GET";
  const form = file ? new FormData() : undefined;
  if (form && file) form.append("file", file);
  const response = await fetch(addressOf(route, input), {
    method: route.method,
    credentials: "same-origin",
    headers: {
      ...(isWrite && { "x-csrf-token": csrfToken, "idempotency-key": idempotencyKey ?? crypto.randomUUID() }),
      ...(!form && isWrite && { "content-type": "application/json" }),
    },
    ...(isWrite && { body: form ?? JSON.stringify(input.body ?? {}) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiProblem({
      type: "about:blank",
      title: "连接中断",
      status: 0,
      code: "offline",
      detail: "连不上服务器，内容仍在本页；请检查网络后重试",
    });
  });
  if (response.ok) return response;
  const parsed = problemSchema.safeParse(await response.json().catch(() => undefined));
  throw new ApiProblem(
    parsed.success
      ? parsed.data
      : {
          type: "about:blank",
          title: "请求未完成",
          status: response.status,
          code: "unknown",
          detail: "服务器没有给出可读的答复，请稍后重试",
        },
  );
};
