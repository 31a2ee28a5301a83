import { type CentreAward, listCentreAwards } from "@qiangyi/api";
import { date, type Fen, formatYuan, ok, sum } from "@qiangyi/kernel";
import { awardMatch, type NationalCentre, nationalCentre } from "@qiangyi/policy";
import { type Actor, handle, type Rooms } from "../../platform/index.ts";
import { awardsOf, type KeptAward } from "./awards.store.ts";
import { centresOf, mayPayFor } from "./centre.ts";

/** 省卫健委 accepts claims of all four centres; the match is the province's. */
export const mayDecideAwards = (actor: Actor): boolean => actor.level === "province" && actor.permissions.has("indicators.check");

/** A centre files its own; the health commissions file for the centres of their place. */
export const mayFileFor = (actor: Actor, centres: readonly NationalCentre[], centre: string): boolean =>
  actor.permissions.has("indicators.report") && centres.some(({ id }) => id === centre);

export const listAwardsRoute = (rooms: Rooms): void =>
  handle(rooms, listCentreAwards, async ({ tx, actor, query: { year } }) => {
    const awards = await awardsOf(tx, actor, { year });
    const accepted = awards.filter(({ accepts }) => accepts === true);
    const centres = await centresOf(tx, actor);
    return ok({
      items: awards.map((award) => shown(actor, award)),
      claims: awards.length,
      acceptedPrizeFen: sum(accepted.map(({ received }) => received)).toString(),
      matchFen: sum(accepted.map(({ match }) => match)).toString(),
      mayFile: actor.permissions.has("indicators.report") && centres.length > 0,
    });
  });

const stateOf = ({ accepts, paidOn }: KeptAward): CentreAward["state"] => {
  if (accepts === null) return "filed";
  if (!accepts) return "rejected";
  return paidOn === null ? "accepted" : "paid";
};

const shown = (actor: Actor, award: KeptAward): CentreAward => {
  const { id, centre, recipient, recipientName, level, awardedOn, document, opinion, paidOn, voucher } = award;
  const { filedBy, filedName, decidedName, prize, received, match } = award;
  const state = stateOf(award);
  return {
    id,
    centre,
    recipient,
    recipientName,
    award: award.award,
    level,
    awardedOn,
    document,
    opinion,
    paidOn,
    voucher,
    state,
    centreName: nationalCentre(award.centre).originalName,
    prizeFen: prize.toString(),
    receivedFen: received.toString(),
    matchFen: match.toString(),
    filedBy: filedName,
    decidedBy: decidedName,
    explanation: [...matchOf(award, { isFiled: false }).explanation],
    mayDecide: state === "filed" && filedBy !== actor.userId && mayDecideAwards(actor),
    mayPay: state === "accepted" && mayPayFor(actor, "山西省"),
  };
};

export const matchOf = (
  award: Pick<KeptAward, "recipient" | "namesCentre" | "level" | "prize" | "received" | "awardedOn" | "document"> & {
    readonly match: Fen | null;
  },
  { isFiled }: { readonly isFiled: boolean },
) =>
  awardMatch({
    ...award,
    prize: formatYuan(award.prize),
    received: formatYuan(award.received),
    entered: award.match === null ? null : formatYuan(award.match),
    awardedOn: date(award.awardedOn),
    isFiled,
  });
