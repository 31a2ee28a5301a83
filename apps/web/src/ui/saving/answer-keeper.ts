import type { Problem } from "@qiangyi/api";
import { isSameJson, mergeAnswer } from "@qiangyi/projects";

/** What is known of one answer in this tab. */
export interface KeptAnswer {
  readonly value: unknown;
  /** What the server had when typing began: the common ground of a merge. */
  readonly base: unknown;
  readonly version: number;
  readonly state: SaveState;
  readonly savedAt: string | undefined;
  /** Sentence of a refusal that typing on may mend. */
  readonly problem: string | undefined;
  /** Somebody else's text in the same place. */
  readonly other: { readonly value: unknown; readonly version: number; readonly by: string; readonly at: string } | undefined;
}

/** saved 已保存 · waiting 等待保存 · saving 保存中 · offline 未保存 – 离线 · signed-out 未保存 – 须重新登录 · refused 未保存 · conflict 待选择 */
export type SaveState = "saved" | "waiting" | "saving" | "offline" | "signed-out" | "refused" | "conflict";

export interface SavedAnswer {
  readonly version: number;
  readonly savedAt: string;
}

export interface KeeperParts {
  /** Sends one answer; throws what `problemOf` understands. */
  readonly send: (question: string, value: unknown, version: number) => Promise<SavedAnswer>;
  readonly problemOf: (error: unknown) => Problem;
  /** Where unsent answers wait, across a reload; never what `isSecret` names. */
  readonly storage: { read(): string | null; write(text: string | undefined): void };
  readonly isSecret: (question: string) => boolean;
  readonly delay: number;
  readonly retryEvery: number;
}

type Listener = () => void;

/**
 * Saves answers one by one while somebody types, and loses none: without a connection or a session they wait on this computer; where another
 * tab or person was faster, both texts are merged or laid side by side.
 */
export class AnswerKeeper {
  private answers: ReadonlyMap<string, KeptAnswer> = new Map();
  private readonly listeners = new Set<Listener>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly sending = new Set<string>();
  private readonly underWay = new Set<Promise<void>>();
  private retry: ReturnType<typeof setTimeout> | undefined;
  private isKeeping = false;
  private readonly parts: KeeperParts;

  constructor(parts: KeeperParts) {
    this.parts = parts;
  }

  readonly subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): ReadonlyMap<string, KeptAnswer> => this.answers;

  /** Takes what the server has: at the beginning, and whenever the page is looked at again. Typed and unsent texts stay. */
  absorb(stored: readonly { question: string; value: unknown; version: number; savedAt: string }[]): void {
    const next = new Map(this.answers);
    for (const { question, value, version, savedAt } of stored) {
      const held = next.get(question);
      if (held && (held.state !== "saved" || held.version >= version)) continue;
      next.set(question, { value, base: value, version, state: "saved", savedAt, problem: undefined, other: undefined });
    }
    this.become(next);
  }

  /** Answers that an earlier page could not send go on where they stopped. Returns how many. */
  restore(): number {
    const kept = readKept(this.parts.storage.read());
    for (const { question, value, base, version } of kept) {
      const held = this.answers.get(question);
      if (held && isSameJson(held.value, value)) continue;
      this.set(question, {
        value,
        base,
        version,
        state: "waiting",
        savedAt: held?.savedAt,
        problem: undefined,
        other: undefined,
      });
      this.schedule(question);
    }
    return kept.length;
  }

  put(question: string, value: unknown): void {
    const held = this.answers.get(question);
    const base = held ? held.base : undefined;
    const state = held?.state === "conflict" ? "conflict" : "waiting";
    this.set(question, {
      value,
      base,
      version: held?.version ?? 0,
      state,
      savedAt: held?.savedAt,
      problem: undefined,
      other: held?.other,
    });
    this.keep();
    if (state === "waiting") this.schedule(question);
  }

  /** A pasted block: taken, kept and sent together. */
  putAll(values: ReadonlyMap<string, unknown>): void {
    const next = new Map(this.answers);
    for (const [question, value] of values) {
      const held = next.get(question);
      const state = held?.state === "conflict" ? "conflict" : "waiting";
      next.set(question, {
        value,
        base: held?.base,
        version: held?.version ?? 0,
        state,
        savedAt: held?.savedAt,
        problem: undefined,
        other: held?.other,
      });
    }
    this.become(next);
    this.keep();
    void this.flush();
  }

  /** Sends at once what waits: when a field is left, before the whole is checked, when the connection is back. */
  async flush(): Promise<void> {
    const begun = this.inState(isUnsent).map((question) => this.send(question));
    // Leaving a field and pressing a button come in one click: what the first has sent is waited for by the second.
    await Promise.all([...this.underWay, ...begun]);
    await Promise.all(this.inState((state) => state === "waiting").map((question) => this.send(question)));
  }

  /** A person chose one of two texts. */
  choose(question: string, which: "mine" | "theirs"): void {
    const held = this.answers.get(question);
    if (!held?.other) return;
    const { value, version, at } = held.other;
    if (which === "theirs") {
      this.set(question, { value, base: value, version, state: "saved", savedAt: at, problem: undefined, other: undefined });
      this.keep();
      return;
    }
    this.set(question, { ...held, base: value, version, state: "waiting", other: undefined });
    void this.send(question);
  }

  /** After signing in again. */
  resume(): void {
    void this.flush();
  }

  get unsent(): number {
    return [...this.answers.values()].filter(({ state }) => state !== "saved").length;
  }

  /** Unsent answers that this computer does not keep: leaving the page would lose them. */
  get unsentSecrets(): number {
    return [...this.answers].filter(([question, { state }]) => state !== "saved" && this.parts.isSecret(question)).length;
  }

  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    clearTimeout(this.retry);
  }

  private inState(isIn: (state: SaveState) => boolean): string[] {
    return [...this.answers].filter(([, { state }]) => isIn(state)).map(([question]) => question);
  }

  private schedule(question: string): void {
    clearTimeout(this.timers.get(question));
    this.timers.set(
      question,
      setTimeout(() => void this.send(question), this.parts.delay),
    );
  }

  private async send(question: string): Promise<void> {
    clearTimeout(this.timers.get(question));
    const held = this.answers.get(question);
    if (!held || !isUnsent(held.state) || this.sending.has(question)) return;
    const way = this.sendNow(question, held);
    this.underWay.add(way);
    await way;
    this.underWay.delete(way);
  }

  private async sendNow(question: string, held: KeptAnswer): Promise<void> {
    this.sending.add(question);
    this.set(question, { ...held, state: "saving" });
    try {
      const saved = await this.parts.send(question, held.value, held.version);
      this.sending.delete(question);
      this.arrived(question, held.value, saved);
    } catch (error) {
      this.sending.delete(question);
      this.failed(question, this.parts.problemOf(error));
    }
    this.keepOnce();
  }

  private arrived(question: string, sent: unknown, { version, savedAt }: SavedAnswer): void {
    const now = this.answers.get(question);
    if (!now) return;
    // Typed on while it was on its way: the rest follows.
    const isCurrent = isSameJson(now.value, sent);
    this.set(question, { ...now, base: sent, version, savedAt, state: isCurrent ? "saved" : "waiting", problem: undefined });
    if (!isCurrent) this.schedule(question);
  }

  private failed(question: string, problem: Problem): void {
    const now = this.answers.get(question);
    if (!now) return;
    if (problem.status === 409 && problem.current) return this.meet(question, now, problem.current);
    if (problem.status === 401) return this.set(question, { ...now, state: "signed-out" });
    if (problem.status === 0 || problem.status >= 500) {
      this.set(question, { ...now, state: "offline" });
      clearTimeout(this.retry);
      this.retry = setTimeout(() => void this.flush(), this.parts.retryEvery);
      return;
    }
    this.set(question, { ...now, state: "refused", problem: problem.detail });
  }

  /** Somebody else was faster. */
  private meet(question: string, now: KeptAnswer, current: NonNullable<Problem["current"]>): void {
    const theirs = current.value ?? current.masked ?? undefined;
    const merged = mergeAnswer({ base: now.base, mine: now.value, theirs });
    if (merged.is === "conflict" || this.parts.isSecret(question)) {
      const other = { value: theirs, version: current.version, by: current.by, at: current.at };
      this.set(question, { ...now, state: "conflict", other });
      return;
    }
    const isTheirs = isSameJson(merged.value, theirs);
    this.set(question, {
      ...now,
      value: merged.value,
      base: theirs,
      version: current.version,
      state: isTheirs ? "saved" : "waiting",
      savedAt: isTheirs ? current.at : now.savedAt,
    });
    if (!isTheirs) void this.send(question);
  }

  private set(question: string, answer: KeptAnswer): void {
    this.become(new Map([...this.answers, [question, answer]]));
  }

  private become(answers: ReadonlyMap<string, KeptAnswer>): void {
    this.answers = answers;
    for (const listener of this.listeners) listener();
  }

  /** Answers of one batch arrive one after the other in the same moment: they are written down once. */
  private keepOnce(): void {
    if (this.isKeeping) return;
    this.isKeeping = true;
    queueMicrotask(() => {
      this.isKeeping = false;
      this.keep();
    });
  }

  private keep(): void {
    const kept = [...this.answers]
      .filter(([question, { state }]) => state !== "saved" && !this.parts.isSecret(question))
      .map(([question, { value, base, version }]) => ({ question, value, base, version }));
    this.parts.storage.write(kept.length === 0 ? undefined : JSON.stringify(kept));
  }
}

const isUnsent = (state: SaveState): boolean => state === "waiting" || state === "offline" || state === "signed-out";

interface Kept {
  readonly question: string;
  readonly value: unknown;
  readonly base: unknown;
  readonly version: number;
}

const readKept = (text: string | null): readonly Kept[] => {
  try {
    const parsed: unknown = text === null ? [] : JSON.parse(text);
    return Array.isArray(parsed) ? parsed.filter(isKept) : [];
  } catch {
    return [];
  }
};

const isKept = (value: unknown): value is Kept =>
  typeof value === "object" && value !== null && "question" in value && "value" in value && "version" in value;
