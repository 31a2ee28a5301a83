import type { Actor } from "../../platform/index.ts";
import type { People } from "../projects/people.ts";

/** A bureau with its two persons, because nobody issues what he drafted, and the health bureau that signs beside it. */
export interface Offices {
  readonly clerk: Actor;
  readonly chief: Actor;
  readonly health: Actor;
  /** 文号 of its own notices: 并财社, 临财社 and so on. */
  readonly mark: string;
}

export const province = (people: People): Offices => ({
  clerk: people("prov_finance_social"),
  chief: people("prov_finance_social_2"),
  health: people("prov_health_dept"),
  mark: "晋财社",
});

export const taiyuan = (people: People): Offices => ({
  clerk: people("city_finance_bureau"),
  chief: people("city_finance_bureau_140100_2"),
  health: people("city_health_bureau"),
  mark: "并财社",
});

export const linfen = (people: People): Offices => ({
  clerk: people("city_finance_bureau_141000"),
  chief: people("city_finance_bureau_141000_3"),
  health: people("city_health_bureau_141000"),
  mark: "临财社",
});

export const qingxu = (people: People): Offices => ({
  clerk: people("county_finance_bureau"),
  chief: people("county_finance_bureau_140121_2"),
  health: people("county_health_bureau"),
  mark: "清财社",
});

export const hongdong = (people: People): Offices => ({
  clerk: people("county_finance_bureau_141024"),
  chief: people("county_finance_bureau_141024_3"),
  health: people("county_health_bureau_141024"),
  mark: "洪财社",
});
