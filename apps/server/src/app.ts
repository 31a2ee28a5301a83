import type { FastifyInstance } from "fastify";
import { accessRoutes, openSessions } from "./access/index.ts";
import { allocationsRoutes } from "./allocations/index.ts";
import { allotmentsRoutes, noticedProjects, noticePaths } from "./allotments/index.ts";
import { auditRoutes, recordWrite } from "./audit/index.ts";
import { clocksRoutes } from "./clocks/index.ts";
import { findingsRoutes } from "./findings/index.ts";
import { indicatorRoutes } from "./indicators/index.ts";
import { ledgerRoutes } from "./ledger/index.ts";
import { paymentPaths, paymentsRoutes } from "./payments/index.ts";
import { performanceRoutes, stagesMissing } from "./performance/index.ts";
import { createHttp } from "./platform/http.ts";
import type { Clock, Database, Rooms } from "./platform/index.ts";
import { serveOperations } from "./platform/operations.ts";
import { serveWeb } from "./platform/web.ts";
import { policyRoutes } from "./policy/index.ts";
import { projectsRoutes } from "./projects/index.ts";
import { reconciliationsRoutes } from "./reconciliations/index.ts";
import { registersRoutes } from "./registers/index.ts";
import { registryRoutes } from "./registry/index.ts";
import { reviewsRoutes } from "./reviews/index.ts";
import { tasksRoutes } from "./tasks/index.ts";
import { workbenchRoutes } from "./workbench/index.ts";

export interface AppOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly isDemo: boolean;
  readonly log: boolean;
  /** Folder of the built web app; undefined serves the API alone. */
  readonly webFolder: string | undefined;
  /** Whether every answer is validated against the contract, as in tests, or only narrowed to what it declares. */
  readonly checkAnswers?: boolean;
  /** Tests only: who sends a request, in place of the session cookie. */
  readonly identify?: Rooms["identify"];
}

/** The table of contents: every room of the product, registered on one server. */
export const buildApp = async ({
  database,
  clock,
  isDemo,
  log,
  webFolder,
  checkAnswers = true,
  identify,
}: AppOptions): Promise<FastifyInstance> => {
  const app = await createHttp({ log, checkAnswers });
  const sessions = openSessions(database, clock, isDemo);
  const rooms: Rooms = { app, database, clock, isDemo, identify: identify ?? sessions.identify, record: recordWrite };
  await serveOperations(rooms);
  accessRoutes(rooms, sessions);
  policyRoutes(rooms);
  registryRoutes(rooms);
  registersRoutes(rooms);
  // What keeps a project open is asked of the rooms that know it, which in turn stand on projects.
  projectsRoutes(rooms, stagesMissing);
  performanceRoutes(rooms);
  indicatorRoutes(rooms);
  allocationsRoutes(rooms);
  allotmentsRoutes(rooms);
  reviewsRoutes(rooms);
  reconciliationsRoutes(rooms);
  clocksRoutes(rooms);
  paymentsRoutes(rooms);
  findingsRoutes(rooms);
  ledgerRoutes(rooms, [noticePaths, paymentPaths], noticedProjects);
  tasksRoutes(rooms);
  auditRoutes(rooms);
  workbenchRoutes(rooms);
  await serveWeb(app, webFolder);
  await app.ready();
  return app;
};
