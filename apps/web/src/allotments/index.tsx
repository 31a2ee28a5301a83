import type { Room } from "../ui/room.ts";
import { decisionPages } from "./decision/index.tsx";
import { distributionPages } from "./distribution/index.tsx";
import { noticesPages } from "./notices/index.tsx";
import { queriesPages } from "./queries/index.tsx";
import { receiptsPages } from "./receipts/index.tsx";
import { sharesPages } from "./shares/index.tsx";

const parts: readonly Room[] = [decisionPages, noticesPages, receiptsPages, distributionPages, queriesPages, sharesPages];

/** 下达: each part brings its own pages and entries. */
export const allotmentsRoom: Room = {
  navigation: parts.flatMap(({ navigation }) => navigation),
  routes: parts.flatMap(({ routes }) => routes),
};
