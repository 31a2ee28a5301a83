import { pilotLine } from "@qiangyi/api";
import { date, fen, type PlainDate, yearOf, zero } from "@qiangyi/kernel";
import { paymentStandard } from "@qiangyi/policy";
import { isInLibrary, projectStates } from "@qiangyi/projects";
import type { Actor, Tx } from "../../platform/index.ts";
import { isOnConfirmedList } from "../../projects/index.ts";
import { institutionsOf } from "../../registry/index.ts";
import { rulesOfYear } from "../configuration.store.ts";
import { libraryProject, mayBeOfLibrary } from "../library-project.ts";
import { type AccountPage, pagesOf } from "../pages.ts";
import { disposalOf } from "../year-end/items.store.ts";
import type { Asked, Facts } from "./asked.ts";
import { missingReleases, paymentsIn, pointsOf, requestWithInvoice, spentFor, usedOfContract } from "./requests.store.ts";
import { stopOver } from "./stopped.ts";

export interface Context {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly today: PlainDate;
  readonly institution: string;
  /** The request itself when it is handed in again: what it held before is its own. */
  readonly except: string | null;
  readonly procurement: string | undefined;
  readonly invoice: string | undefined;
}

/** Everything that the checks ask about, read once. */
export const factsFor = async (context: Context, asked: Asked): Promise<Facts> => {
  const { tx, actor, today, institution } = context;
  const unit = (await institutionsOf(tx, actor)).find(({ id }) => id === institution);
  if (unit === undefined) throw new Error(`the unit ${institution} is not in the registry`);
  const page = (await pagesOf(tx, actor, institution)).find(({ earmarkId }) => earmarkId === asked.earmark);
  return {
    today,
    unit,
    page,
    procurementRules: await rulesOfYear(tx, actor.province, yearOf(today)),
    invoiceUsedBy: undefined,
    ...(page === undefined ? nothing : await factsOfPage(context, asked, page)),
  };
};

const nothing = {
  project: undefined,
  againstStandard: zero,
  pointsBefore: 0,
  feesBefore: zero,
  procurement: undefined,
  missingReleases: [],
  stop: undefined,
  disposal: undefined,
} as const;

const factsOfPage = async (context: Context, asked: Asked, page: AccountPage) => {
  const { tx, actor, today, institution, except, invoice } = context;
  const { book, line } = page;
  const item = asked.telemedicine?.item ?? undefined;
  const before =
    line === pilotLine && item !== undefined ? await pointsOf(tx, actor, { book, item, except }) : { points: 0, fees: zero };
  const standard = paymentStandard(line, today);
  const usedBy = invoice === undefined ? undefined : await requestWithInvoice(tx, actor, { book, invoice, except });
  return {
    project: await projectOf(tx, actor, page),
    againstStandard:
      page.project === null
        ? zero
        : await spentFor(tx, actor, {
            book,
            line,
            project: page.project,
            year: standard?.per === "year" ? page.year : null,
            except,
          }),
    pointsBefore: before.points,
    feesBefore: before.fees,
    procurement: await procurementOf(context),
    missingReleases: page.fund === "5g-2022" ? await missingReleases(tx, actor, institution, page) : [],
    stop: await stopOver(tx, actor, today, { institution, line, earmark: page.earmarkId }),
    disposal: page.year < yearOf(today) ? await disposalOf(tx, actor, page, yearOf(today) - 1) : undefined,
    invoiceUsedBy: usedBy,
  };
};

const projectOf = async (tx: Tx, actor: Actor, { project, line }: AccountPage): Promise<Facts["project"]> => {
  if (project === null || !mayBeOfLibrary(project)) return undefined;
  const found = await libraryProject(tx, actor, project);
  if (found === undefined) {
    // The 5G pilot pays its own listed projects only; a claim of 第七条 may have an id of the same form.
    return line === pilotLine ? { isListed: false, stateName: "不在名单", isOwn: false, isConfirmed: false } : undefined;
  }
  return {
    isListed: isInLibrary(found.state),
    stateName: projectStates[found.state],
    isOwn: found.institution === actor.institution,
    isConfirmed: line === pilotLine && (await isOnConfirmedList(tx, actor, project)),
  };
};

const procurementOf = async ({ tx, actor, institution, procurement, except }: Context): Promise<Facts["procurement"]> => {
  if (procurement === undefined) return undefined;
  const row = await paymentsIn(tx)
    .selectFrom("procurement_record")
    .selectAll()
    .where("province", "=", actor.province)
    .where("id", "=", procurement)
    .where("institution", "=", institution)
    .executeTakeFirst();
  return (
    row && {
      earmark: row.earmark,
      contract: row.contract_number,
      contractFen: row.contract_fen === null ? null : fen(row.contract_fen),
      used: await usedOfContract(tx, actor, procurement, except),
      acceptedOn: row.accepted_on === null ? null : date(row.accepted_on),
    }
  );
};
