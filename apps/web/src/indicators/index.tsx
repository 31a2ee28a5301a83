import type { Room } from "../ui/room.ts";
import { boardPages } from "./boards/index.tsx";
import { centreMoneyPages } from "./centre-money/index.tsx";
import { dictionaryPages } from "./dictionary/index.tsx";
import { evaluationPages } from "./evaluations/index.tsx";
import { exchangePages } from "./exchange/index.tsx";
import { promisePages } from "./promises/index.tsx";
import { reportPages } from "./reports/index.tsx";
import { targetPages } from "./targets/index.tsx";

const parts: readonly Room[] = [
  boardPages,
  promisePages,
  targetPages,
  reportPages,
  dictionaryPages,
  exchangePages,
  centreMoneyPages,
  evaluationPages,
];

/** 指标与目标: orders 40 to 46 of the navigation. Each part adds its entries and its pages. */
export const indicatorsRoom: Room = {
  navigation: parts.flatMap(({ navigation }) => navigation),
  routes: parts.flatMap(({ routes }) => routes),
};
