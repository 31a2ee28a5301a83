import type { DefinitionProblem } from "@qiangyi/projects";
import { createContext, useContext, useEffect } from "react";

interface Guidance {
  readonly misfits: readonly DefinitionProblem[];
  /** Where somebody was sent; `turn` tells two errands to one place apart. */
  readonly target: { readonly path: string; readonly turn: number } | undefined;
  readonly goTo: (path: string) => void;
}

/** What is wrong with the call that is being made, for each field to say its part of it. */
export const Misfits = createContext<Guidance>({ misfits: [], target: undefined, goTo: () => undefined });

export const isWithin = (path: string, place: string): boolean => path === place || path.startsWith(`${place}.`);

/** Messages about a place or something inside it. */
export const useMisfitsAt = (place: string | undefined): readonly string[] => {
  const { misfits } = useContext(Misfits);
  return place === undefined ? [] : misfits.filter(({ path }) => isWithin(path, place)).map(({ message }) => message);
};

/** Opens what is folded when somebody is sent to a place inside it. */
export const useOpenedFor = (place: string, setOpen: (isOpen: true) => void): void => {
  const { target } = useContext(Misfits);
  useEffect(() => {
    if (target && isWithin(target.path, place)) setOpen(true);
  }, [target, place, setOpen]);
};

/** What is wrong with a thing as a whole, where no single field says it. */
export const MisfitsOf = ({ places }: { places: readonly string[] }) => {
  const { misfits } = useContext(Misfits);
  const own = misfits.filter(({ path }) => places.includes(path));
  return own.length === 0 ? null : <div className="editor-error">{own.map(({ message }) => message).join("；")}</div>;
};

/** The nearest place that is on the screen gets the focus: the field itself, else what it belongs to. */
export const focusAt = (path: string): void => {
  for (let place = path; place !== ""; place = place.slice(0, Math.max(0, place.lastIndexOf(".")))) {
    const found = document.querySelector(`[data-path="${place}"]`);
    if (!found) continue;
    found.scrollIntoView({ block: "center" });
    found.querySelector<HTMLElement>("input, textarea, button")?.focus();
    return;
  }
};
