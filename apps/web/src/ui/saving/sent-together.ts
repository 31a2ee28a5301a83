/**
 * Collects what is sent within one moment into one request: a pasted block of a thousand cells is one way to the server. The next request starts when
 * the last has been answered, so that answers come in the order of what was typed.
 */
export const sentTogether = <Entry, Answer>(
  sendAll: (entries: readonly Entry[]) => Promise<readonly Answer[]>,
  most = 5_000,
): ((entry: Entry) => Promise<Answer>) => {
  interface Waiting {
    readonly entry: Entry;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (reason: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let isBusy = false;
  const next = async (): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        const answers = await sendAll(batch.map(({ entry }) => entry));
        for (const [index, { resolve, reject }] of batch.entries()) {
          const answer = answers[index];
          if (answer === undefined) reject(new Error("an entry was sent and not answered"));
          else resolve(answer);
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isBusy = false;
  };
  return (entry) =>
    new Promise((resolve, reject) => {
      waiting.push({ entry, resolve, reject });
      // Whatever else is put down in this moment goes along.
      queueMicrotask(() => void next());
    });
};
