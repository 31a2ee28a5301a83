import { Agent, request } from "node:http";
import { median } from "./cpu.ts";

export interface Asked {
  readonly url: string;
  readonly headers?: Record<string, string>;
}

export interface Load {
  readonly milliseconds: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly bytes: number;
}

const agents = new Map<number, Agent>();

/** One answer; throws on any status but 200, so that no figure is made of refusals. */
export const ask = ({ url, headers = {} }: Asked, agent?: Agent): Promise<string> =>
  new Promise((done, fail) => {
    const sent = request(url, { headers, ...(agent && { agent }) }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => {
        const text = Buffer.concat(parts).toString();
        if (response.statusCode === 200) done(text);
        else fail(new Error(`${url}: ${response.statusCode} ${text}`));
      });
    });
    sent.on("error", fail);
    sent.end();
  });

/** Sends `count` requests, going round `asked`, with so many under way at any moment. */
export const load = async (asked: readonly Asked[], count: number, concurrency: number): Promise<Load> => {
  const agent = agents.get(concurrency) ?? new Agent({ keepAlive: true, maxSockets: concurrency });
  agents.set(concurrency, agent);
  const took: number[] = [];
  let next = 0;
  let bytes = 0;
  const started = performance.now();
  const worker = async (): Promise<void> => {
    while (next < count) {
      const one = asked[next++ % asked.length] as Asked;
      const from = performance.now();
      const answer = await ask(one, agent);
      bytes += answer.length;
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const sorted = took.sort((a, b) => a - b);
  return {
    milliseconds: performance.now() - started,
    medianMs: median(sorted),
    p95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    bytes: bytes / count,
  };
};

export const closeLoad = (): void => {
  for (const agent of agents.values()) agent.destroy();
};
