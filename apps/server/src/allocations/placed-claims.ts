import { type Fen, parseYuan, zero } from "@qiangyi/kernel";
import type { EvaluatedClaim, EvaluateInput, EvaluateOutput, Fact, Institution } from "@qiangyi/policy";
import { titleOf } from "./claim-titles.ts";
import { institutionOfFact, type Place, placeOfInstitution, placeOfRegion, provinceItself } from "./places.ts";

/** A part of a result's amount and where it goes. */
export interface Share extends Place {
  readonly institution: string | null;
  readonly amount: Fen;
}

/** A result of the engine with what a plan adds: whose it is, where it goes, how it is called, amounts as 分. */
export interface PlacedClaim extends Place {
  readonly claim: EvaluatedClaim;
  readonly title: string;
  readonly institution: string | null;
  readonly amount: Fen;
  readonly held: Fen;
  readonly recovery: Fen;
  readonly shares: readonly Share[];
}

/** The names and facts that an input speaks of, by id; made once per input. */
export interface Directory {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly institutions: ReadonlyMap<string, Institution>;
}

export const directoryOf = (input: EvaluateInput): Directory => ({
  facts: new Map(input.facts.map((fact) => [fact.id, fact])),
  institutions: new Map(input.institutions.map((each) => [each.id, each])),
});

export const claimKey = ({ line, year, subject }: { line: string; year: number; subject: string }): string =>
  `${line}\n${year}\n${subject}`;

export const placeClaims = (output: EvaluateOutput, directory: Directory): PlacedClaim[] =>
  output.results.map((claim) => placeClaim(claim, directory));

const placeClaim = (claim: EvaluatedClaim, directory: Directory): PlacedClaim => {
  const fact = directory.facts.get(claim.facts[0] ?? claim.subject);
  const county = countyOf(claim, fact);
  const shares = sharesOf(claim, county, directory);
  const [only] = shares;
  // One share: the line stands where its money goes. Several, or none: it stands where the fact does.
  const holder = only && shares.length === 1 ? only : standing(fact, county, claim.payee, shares.length > 1, directory);
  return {
    claim,
    title: titleOf(claim, fact, directory),
    city: holder.city,
    county: holder.county,
    institution: holder.institution,
    amount: amountOf(claim.amount),
    held: amountOf(claim.held),
    recovery: amountOf(claim.recovery),
    shares: shares.length > 0 ? shares : [{ ...holder, amount: zero }],
  };
};

/** Lines that go by county name it in the fact or in the subject. */
const countyOf = (claim: EvaluatedClaim, fact: Fact | undefined): Place | undefined => {
  if (claim.line === "county-tertiary") return placeOfRegion(claim.subject);
  return fact && "county" in fact ? placeOfRegion(fact.county) : undefined;
};

const sharesOf = (claim: EvaluatedClaim, county: Place | undefined, directory: Directory): Share[] =>
  claim.splits.map(({ institution: id, amount }) => {
    const institution = id === null ? undefined : directory.institutions.get(id);
    const place = county ?? (institution && placeOfInstitution(institution)) ?? placeOfFact(claim, directory);
    return { ...place, institution: institution?.id ?? null, amount: amountOf(amount) };
  });

const placeOfFact = (claim: EvaluatedClaim, directory: Directory): Place => {
  const fact = directory.facts.get(claim.facts[0] ?? claim.subject);
  const institution = fact && directory.institutions.get(institutionOfFact(fact) ?? "");
  return institution ? placeOfInstitution(institution) : provinceItself;
};

const standing = (
  fact: Fact | undefined,
  county: Place | undefined,
  payee: string | null,
  isShared: boolean,
  directory: Directory,
): Place & { institution: string | null } => {
  const id = payee ?? (fact && institutionOfFact(fact)) ?? null;
  const institution = id === null ? undefined : directory.institutions.get(id);
  const place = county ?? (institution ? placeOfInstitution(institution) : provinceItself);
  return { ...place, institution: isShared ? null : (institution?.id ?? null) };
};

const amountOf = (text: string): Fen => {
  const amount = parseYuan(text);
  if (amount === undefined) throw new RangeError(`${text} is not an amount of the contract`);
  return amount;
};
