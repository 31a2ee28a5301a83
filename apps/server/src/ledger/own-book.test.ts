import { expect, it } from "vitest";
import { type Actor, publicActor, regionOfActor, systemActor } from "../platform/index.ts";
import { ownBook, ownBureau } from "./own-book.ts";

const at = (level: Actor["level"], place: Partial<Actor> = {}): Actor => ({ ...publicActor, level, ...place });
const linfen = { city: "141000" };
const hongdong = { ...linfen, county: "141024" };

it.each<[Actor["level"], Partial<Actor>, string | undefined, string | undefined]>([
  ["province", {}, "140000", "F140000"],
  ["city", linfen, "141000", "F141000"],
  ["county", hongdong, "141024", "F141024"],
  ["unit", { ...hongdong, institution: "x1" }, undefined, "Ux1"],
  ["unit", hongdong, undefined, undefined],
  ["public", hongdong, undefined, undefined],
])("%s级的人办理哪个地区的事、看哪本账", (level, place, region, book) => {
  const actor = at(level, place);
  expect(regionOfActor(actor)).toBe(region);
  expect(ownBook(actor)).toBe(book);
  expect(ownBureau(actor)).toBe(region && `F${region}`);
});

it("系统以本省名义办理", () => {
  expect(ownBureau(systemActor)).toBe("F140000");
});
