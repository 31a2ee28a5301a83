import type { Issuer, SignedNotice } from "./signed-notices.ts";

export interface Session {
  readonly cookie: string;
  readonly csrfToken: string;
}
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const send = async (address: string, path: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
  await fetch(`${address}/api${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: address, "sec-fetch-site": "same-origin", ...headers },
    body: JSON.stringify(body),
  });

/** The session is a committed row: it outlives the processes that are killed. */
export const signIn = async (address: string, { loginName, password }: Issuer): Promise<Session> => {
  const response = await send(address, "/session", { loginName, password });
  const { csrfToken } = (await response.json()) as Session;
  return { csrfToken, cookie: response.headers.get("set-cookie")?.split(";")[0] ?? "" };
};

/** Sends the release; undefined when the connection broke before an answer, so that nothing was confirmed. */
export const sendIssue = async (
  address: string,
  { cookie, csrfToken }: Session,
  { id, number, issuedOn }: SignedNotice,
  key: string,
): Promise<Answer | undefined> => {
  try {
    const headers = { cookie, "x-csrf-token": csrfToken, "idempotency-key": key };
    const response = await send(address, `/allotments/notices/${id}/issue`, { number, issuedOn }, headers);
    return { status: response.status, body: await response.json() };
  } catch {
    return undefined;
  }
};
