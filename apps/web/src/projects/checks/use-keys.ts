import { useEffect, useRef } from "react";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** Single keys act only outside fields, so that nobody's sentence turns a page; "ctrl+…" acts everywhere. */
export const useKeys = (keys: Readonly<Record<string, () => void>>): void => {
  const present = useRef(keys);
  present.current = keys;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const withControl = event.ctrlKey || event.metaKey;
      const name = withControl ? `ctrl+${event.key}` : event.key;
      const act = present.current[name];
      if (!act || event.altKey || (!withControl && isTyping(event.target)) || event.isComposing) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
};
