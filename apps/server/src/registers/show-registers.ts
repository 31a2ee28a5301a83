import { describeRegister, findNamedInstitutions, listRegisters, type RouteAnswer } from "@qiangyi/api";
import { ok, type Result, refuse } from "@qiangyi/kernel";
import { regionsByCode } from "@qiangyi/policy";
import { type Actor, handle, type Rooms, type Tx } from "../platform/index.ts";
import { registers, registersById } from "./declarations.ts";
import { findInstitutions } from "./institutions.store.ts";
import { type UnknownRegister, unknownRegister } from "./refusals.ts";
import { type EvidenceRule, fieldOf, mayConfirm, type Register } from "./register.ts";
import { totalsOf } from "./totals.store.ts";

export const showRegistersRoutes = (rooms: Rooms): void => {
  handle(rooms, listRegisters, async ({ tx, actor, query }) => {
    const counts = await countsOf(tx, actor, query);
    return ok({ items: registers.map((register) => summaryOf(register, counts)) });
  });

  handle(
    rooms,
    describeRegister,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof describeRegister>, UnknownRegister>> => {
      const register = registersById.get(params.register);
      if (!register) return refuse({ code: "register-not-found" });
      return ok({
        ...summaryOf(register, await countsOf(tx, actor)),
        help: register.help,
        fields: register.fields.map((field) => ({ ...field, choices: field.choices ? [...field.choices] : undefined })),
        columns: [...register.columns],
        sorts: { ...register.sorts },
        dateField: register.dateField,
        evidence: {
          sentence: evidenceSentence(register),
          attachment: register.evidence.attachment,
          clause: register.evidence.clause,
        },
        uniqueness: [
          { ...rule(register.unique), severity: "error" as const },
          ...(register.limit ? [{ ...rule(register.limit), severity: "error" as const }] : []),
          ...(register.repeat ? [{ ...rule(register.repeat), severity: "warning" as const }] : []),
        ],
        canWrite: actor.permissions.has("facts.write"),
        canConfirm: mayConfirm(actor, register),
      });
    },
    unknownRegister,
  );

  handle(rooms, findNamedInstitutions, async ({ tx, actor, query }) =>
    ok({
      items: (await findInstitutions(tx, actor, query.q)).map(({ id, name, region }) => ({
        id,
        name,
        region,
        regionName: regionsByCode.get(region)?.name ?? region,
      })),
    }),
  );
};

const rule = ({ sentence, clause }: Pick<Register["unique"], "sentence" | "clause">) => ({
  sentence,
  ...(clause !== undefined && { clause }),
});

const evidenceSentence = (register: Register): string => {
  const { when, attachment }: EvidenceRule = register.evidence;
  const needed = `须有文号和文件日期${attachment ? "，并附证书或文件" : ""}`;
  const dateLabel = fieldOf(register, register.dateField)?.label ?? "";
  return when === "always" ? `确认前${needed}` : `填了${dateLabel}的，确认前${needed}`;
};

type Counts = ReadonlyMap<string, { confirmed: number; waiting: number }>;

const summaryOf = (register: Register, counts: Counts) => ({
  id: register.id,
  title: register.title,
  group: register.group,
  lines: [...register.lineNames],
  clause: register.clause,
  gist: register.help,
  ...(counts.get(register.id) ?? { confirmed: 0, waiting: 0 }),
});

export const countsOf = async (
  tx: Tx,
  actor: Actor,
  at: { readonly city?: string | undefined; readonly county?: string | undefined; readonly year?: number | undefined } = {},
): Promise<Counts> => {
  const counts = new Map<string, { confirmed: number; waiting: number }>();
  for (const { register, state, entries } of await totalsOf(tx, actor, at)) {
    const before = counts.get(register) ?? { confirmed: 0, waiting: 0 };
    if (state === "confirmed") counts.set(register, { ...before, confirmed: entries });
    if (state === "submitted") counts.set(register, { ...before, waiting: entries });
  }
  return counts;
};
