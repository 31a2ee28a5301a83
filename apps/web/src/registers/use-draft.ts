import { useEffect, useRef, useState } from "react";

interface Kept<Content> {
  readonly at: string;
  readonly content: Content;
}

/**
 * Keeps what is typed on this computer until it is sent: a lost connection or a closed window costs nothing. `restored` tells that
 * the page began with such a draft.
 */
export const useDraft = <Content>(key: string, content: Content, isChanged: boolean) => {
  const [savedAt, setSavedAt] = useState<string>();
  const isDone = useRef(false);
  const text = JSON.stringify(content);
  useEffect(() => {
    if (!isChanged || isDone.current) return;
    const timer = setTimeout(() => {
      const at = new Date().toISOString();
      try {
        localStorage.setItem(key, `{"at":${JSON.stringify(at)},"content":${text}}`);
        setSavedAt(at);
      } catch {
        // A full store of the browser: the page still holds everything.
      }
    }, 600);
    return () => clearTimeout(timer);
  }, [key, text, isChanged]);
  useEffect(() => {
    if (!isChanged) return;
    const ask = (event: BeforeUnloadEvent) => {
      if (!isDone.current) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isChanged]);
  return {
    savedAt,
    /** After the content has been sent or given up. */
    drop: () => {
      isDone.current = true;
      localStorage.removeItem(key);
    },
    isLeavable: () => isDone.current || !isChanged,
  };
};

export const readDraft = <Content>(key: string): Kept<Content> | undefined => {
  try {
    const text = localStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as Kept<Content>);
  } catch {
    return undefined;
  }
};
