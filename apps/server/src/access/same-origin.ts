import type { FastifyRequest } from "fastify";

/**
 * Whether a request without a session may have come from our own pages: sign-in and first run carry no token yet, so the browser's
 * own word is taken. Programs that are no browser send neither header, and no person's cookie either.
 */
export const isSameOrigin = ({ headers }: FastifyRequest): boolean => {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  const { origin } = headers;
  return origin === undefined || hostOf(origin) === headers.host;
};

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

export const crossSiteAnswer = [403, "请求不是从本系统的页面发出的，没有执行", "请直接打开本系统的网址后重试"] as const;
