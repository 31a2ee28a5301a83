/**
 * Unsent answers of this tab under a name of its own, so that two tabs do not wipe each other's. What earlier tabs left behind is taken over; a
 * tab that still lives sends the same text once more, which changes nothing.
 */
export const unsentOf = (prefix: string) => {
  const own = `${prefix}${crypto.randomUUID().slice(0, 8)}`;
  return {
    read: () => {
      const names = Object.keys(localStorage).filter((name) => name.startsWith(prefix) && name !== own);
      const kept = names.flatMap((name): unknown[] => listOf(localStorage.getItem(name)));
      for (const name of names) localStorage.removeItem(name);
      const text = JSON.stringify(kept);
      if (kept.length > 0) tryTo(() => localStorage.setItem(own, text));
      return text;
    },
    write: (text: string | undefined) => {
      if (text === undefined) localStorage.removeItem(own);
      // A full store of the browser: the page still holds everything.
      else tryTo(() => localStorage.setItem(own, text));
    },
  };
};

const listOf = (text: string | null): unknown[] => {
  try {
    const parsed: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
};

const tryTo = (work: () => void): void => {
  try {
    work();
  } catch {
    // Said by the save state: it stays 未保存.
  }
};
