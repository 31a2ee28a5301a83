import type { Actor } from "../../src/platform/index.ts";
import { actorAs } from "../api.ts";
import type { TestDatabase } from "../fresh-database.ts";

/** Who acts for a book. `first` and `second` do the same work: nobody issues what he drafted; of a unit they are its accountant and its head. */
export interface Desk {
  readonly book: string;
  readonly first: Actor;
  readonly second: Actor;
  readonly health: Actor;
}

export type DeskOf = (book: string) => Desk;

const desk = (book: string, writer: number, place: Partial<Actor>, roles: readonly [string, string, string]): Desk => {
  const [first, second, health] = roles.map((role, at) => {
    const userId = `${book}-${at}#${writer}`;
    return actorAs(role, { ...place, userId, name: userId });
  });
  if (!first || !second || !health) throw new Error("a desk has three persons");
  return { book, first, second, health };
};

/** The persons of one writer at every desk of the sample province: their ids end with his number, so that what was written is known as his. */
export const officialsOf = async (database: TestDatabase, writer: number): Promise<DeskOf> => {
  const units = await database.query<{ id: string; city: string | null; county: string | null }>(
    "select id, city, county from institution",
  );
  return (book) => {
    if (book.startsWith("U")) {
      const unit = units.find(({ id }) => `U${id}` === book);
      if (!unit) throw new Error(`no unit keeps ${book}`);
      const { city, county } = unit;
      return desk(book, writer, { level: "unit", institution: unit.id, city, county }, [
        "unit_finance",
        "unit_leader",
        "unit_finance",
      ]);
    }
    const region = book.slice(1);
    const city = `${region.slice(0, 4)}00`;
    if (region === "140000") return desk(book, writer, {}, ["prov_finance_social", "prov_finance_social", "prov_health_dept"]);
    const kind = region === city ? "city" : "county";
    const place = kind === "city" ? { level: kind, city } : { level: kind, city, county: region };
    return desk(book, writer, place as Partial<Actor>, [
      `${kind}_finance_bureau`,
      `${kind}_finance_bureau`,
      `${kind}_health_bureau`,
    ]);
  };
};
