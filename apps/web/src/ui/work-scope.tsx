import { useCallback } from "react";
import { useSearchParams } from "react-router";
import { useSession } from "./session.tsx";

/** Year and region that the user is looking at, kept in the address so that a link shows what its sender saw. */
export const useWorkScope = () => {
  const [search, setSearch] = useSearchParams();
  const { workingYear } = useSession();
  const year = Number(search.get("year") ?? sessionStorage.getItem("qiangyi.year") ?? workingYear);
  const region = search.get("region") ?? "";
  const change = useCallback(
    (name: "year" | "region", value: string) => {
      if (name === "year") sessionStorage.setItem("qiangyi.year", value);
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          if (value === "") next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      );
    },
    [setSearch],
  );
  return {
    year,
    /** Six-digit code, or "" for everything in the user's scope. */
    region,
    setYear: useCallback((value: number) => change("year", String(value)), [change]),
    setRegion: useCallback((value: string) => change("region", value), [change]),
  };
};
