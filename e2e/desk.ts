import type { BrowserContext, Page } from "@playwright/test";

const demoPassword = "Qiangyi-Demo-2025";

/** A signed-in person with a browser; what a journey does not click it asks of the same API, in the same session. */
export interface Person {
  readonly page: Page;
  /** The answer; throws on a refusal, with its code. */
  get<Answer>(path: string): Promise<Answer>;
  send<Answer>(method: "POST" | "PUT", path: string, data?: unknown): Promise<Answer>;
  /** Sends what must be refused: its status and code. */
  refusal(method: "POST" | "PUT", path: string, data?: unknown): Promise<string>;
  upload<Answer>(path: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<Answer>;
}

/** `days`: how far the product's clock stands from the real one; the browser's must agree with it. */
export const enter = async (
  visit: () => Promise<BrowserContext>,
  address: string,
  loginName: string,
  days = 0,
): Promise<Person> => {
  const context = await visit();
  if (days !== 0) await shiftClock(context, days);
  const signedIn = await context.request.post(`${address}/api/session`, {
    data: { loginName, password: demoPassword },
    headers: { origin: address },
  });
  if (!signedIn.ok()) throw new Error(`${loginName}: ${await signedIn.text()}`);
  const { csrfToken } = (await signedIn.json()) as { csrfToken: string };
  const headers = { "x-csrf-token": csrfToken, origin: address };
  const ask = (method: string, path: string, data?: unknown) =>
    context.request.fetch(`${address}/api${path}`, { method, headers, ...(data !== undefined && { data }) });
  const told = async <Answer>(method: string, path: string, data?: unknown): Promise<Answer> => {
    const response = await ask(method, path, data);
    const text = await response.text();
    if (!response.ok()) throw new Error(`${loginName} ${method} ${path}: ${response.status()} ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as Answer;
  };
  return {
    page: await context.newPage(),
    get: (path) => told("GET", path),
    send: told,
    refusal: async (method, path, data) => {
      const response = await ask(method, path, data);
      const { code } = (await response.json()) as { code?: string };
      return `${response.status()} ${code}`;
    },
    upload: async (path, file) => {
      const response = await context.request.post(`${address}/api${path}`, { headers, multipart: { file } });
      if (!response.ok()) throw new Error(`${loginName} ${path}: ${await response.text()}`);
      return await response.json();
    },
  };
};

/** Fields of the pages that begin with today's date take it from the browser. */
export const shiftClock = (context: BrowserContext, days: number): Promise<unknown> =>
  context.addInitScript((milliseconds) => {
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...given: unknown[]) {
        if (given.length === 0) super(Real.now() + milliseconds);
        else super(...(given as [number]));
      }
      static override now(): number {
        return Real.now() + milliseconds;
      }
    } as DateConstructor;
  }, days * 86_400_000);
