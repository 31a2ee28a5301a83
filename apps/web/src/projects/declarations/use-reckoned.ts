import { canonicalJson } from "@qiangyi/projects";
import { useEffect, useState } from "react";

/** Whether this computer comes to the same hash; undefined while it reckons, or where the browser cannot (no secure connection). */
export const useReckoned = (content: unknown, sha256: string): boolean | undefined => {
  const [isSame, setSame] = useState<boolean>();
  useEffect(() => {
    if (content === null || content === undefined || !globalThis.crypto?.subtle) return;
    let isCurrent = true;
    void crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonicalJson(content))).then((bytes) => {
      const text = [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      if (isCurrent) setSame(text === sha256);
    });
    return () => {
      isCurrent = false;
    };
  }, [content, sha256]);
  return isSame;
};
