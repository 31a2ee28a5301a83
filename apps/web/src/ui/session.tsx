import { type Permission, type RouteAnswer, session } from "@qiangyi/api";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useAnswer } from "./answers.ts";
import { rememberCsrfToken } from "./client.ts";
import { Pending } from "./pending.tsx";

export type Session = RouteAnswer<typeof session>;

const SessionContext = createContext<Session | undefined>(undefined);

/** Reads who is signed in before anything else is shown; every write afterwards carries the session's token. */
export const SessionProvider = ({ children }: { children: ReactNode }) => {
  const answer = useAnswer(session, {});
  if (!answer.data) return <Pending of={answer} />;
  rememberCsrfToken(answer.data.csrfToken ?? "");
  return <SessionContext.Provider value={answer.data}>{children}</SessionContext.Provider>;
};

/** The session, and what its account may do. */
export const useSession = () => {
  const value = useContext(SessionContext);
  if (!value) throw new Error("useSession outside SessionProvider");
  return useMemo(
    () => ({
      ...value,
      can: (permission: Permission): boolean => value.account?.permissions.includes(permission) ?? false,
    }),
    [value],
  );
};
