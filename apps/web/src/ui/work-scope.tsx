import { useCallback } from "react";
import { useLocation, useSearchParams } from "react-router";
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
    /** The region as lists filter by it; nothing for the whole province. */
    place: placeOf(region),
    /** Six-digit code, or "" for everything in the user's scope. */
    region,
    setYear: useCallback((value: number) => change("year", String(value)), [change]),
    setRegion: useCallback((value: string) => change("region", value), [change]),
  };
};

const placeOf = (region: string): { readonly city?: string; readonly county?: string } => {
  if (region === "" || region.endsWith("0000")) return {};
  return region.endsWith("00") ? { city: region } : { county: region };
};

/** What goes along from page to page: year and region; filters of one page do not, unless they are named. */
export const scopeOf = (search: string, also: readonly string[] = []): string => {
  const names = ["year", "region", ...also];
  const kept = new URLSearchParams([...new URLSearchParams(search)].filter(([name]) => names.includes(name))).toString();
  return kept === "" ? "" : `?${kept}`;
};

/** Makes addresses of other pages of the same work: they keep year and region. */
export const useScoped = (also: readonly string[] = []) => {
  const kept = scopeOf(useLocation().search, also);
  return (path: string): string => (kept === "" ? path : path.includes("?") ? `${path}&${kept.slice(1)}` : `${path}${kept}`);
};
