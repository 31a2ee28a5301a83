// Imports flow one way. Each rule says in a sentence what it keeps apart and why; `npm test` names the rule that an import breaks.
const room = "apps/server/src/(?!platform/|cli/|seed/)([^/]+)/";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "pure-packages-stay-pure",
      severity: "error",
      comment:
        "kernel, policy, projects and ledger must answer the same in ten years: no Node module, no database, no network, nothing but each other.",
      from: { path: "^packages/(kernel|policy|projects|ledger)/src/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: "^packages/(kernel|policy|projects|ledger)/src/" },
    },
    {
      name: "policy-and-ledger-are-strangers",
      severity: "error",
      comment: "What is owed and where money lies are two questions; the server joins their answers.",
      from: { path: "^packages/(policy|projects|ledger)/src/", pathNot: "\\.test\\.ts$" },
      to: { path: "^packages/(policy|projects|ledger)/src/", pathNot: "^packages/$1/src/" },
    },
    {
      name: "kernel-imports-nothing",
      severity: "error",
      comment: "kernel is the words that everything else is said in, so it knows none of the others.",
      from: { path: "^packages/kernel/src/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: "^packages/kernel/src/" },
    },
    {
      name: "contract-knows-no-implementation",
      severity: "error",
      comment: "The HTTP contract is shared by server and web, so it may use kernel and zod only.",
      from: { path: "^packages/api/src/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: ["^packages/(api|kernel)/src/", "node_modules/zod/"] },
    },
    {
      name: "packages-know-no-app",
      severity: "error",
      comment: "Packages are used by the apps, never the other way round.",
      from: { path: "^packages/" },
      to: { path: "^apps/" },
    },
    {
      name: "apps-meet-over-http",
      severity: "error",
      comment: "Web and server share the contract and nothing else.",
      from: { path: "^apps/(web|server)/src/" },
      to: { path: "^apps/", pathNot: "^apps/$1/" },
    },
    {
      name: "web-shows-and-never-computes",
      severity: "error",
      comment:
        "Amounts and decisions arrive decided: the web app uses kernel, the contract and the form rules of projects, not the policy package.",
      from: { path: "^apps/web/src/" },
      to: { path: "^packages/", pathNot: "^packages/(api|kernel|projects)/src/" },
    },
    {
      name: "platform-knows-no-room",
      severity: "error",
      comment: "platform is plumbing without business; it may not import a room.",
      from: { path: "^apps/server/src/platform/", pathNot: "\\.test\\.ts$" },
      to: { path: "^apps/server/src/(?!platform/)" },
    },
    {
      name: "rooms-meet-at-the-door",
      severity: "error",
      comment: "Another room is used through its index.ts only, so that its inside can change.",
      from: { path: `^${room}`, pathNot: "\\.test\\.ts$" },
      to: { path: "^apps/server/src/(?!platform/)[^/]+/", pathNot: ["^apps/server/src/$1/", "/index\\.ts$"] },
    },
    {
      name: "web-rooms-do-not-meet",
      severity: "error",
      comment: "Pages of one room know the kit in ui/, never another room's pages; what two rooms share belongs to ui/.",
      from: { path: "^apps/web/src/(?!ui/|shell/)([^/]+)/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^apps/web/src/[^/]+/", pathNot: ["^apps/web/src/$1/", "^apps/web/src/ui/"] },
    },
    {
      name: "kit-knows-no-room",
      severity: "error",
      comment: "ui/ is what knows no business page.",
      from: { path: "^apps/web/src/ui/" },
      to: { path: "^apps/web/src/(?!ui/)" },
    },
    {
      name: "no-cycles",
      severity: "error",
      comment: "Files that need each other are one file or lack a third.",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["node_modules/.*/node_modules", "\\.css$"] },
    parser: "swc",
    tsPreCompilationDeps: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".tsx", ".js", ".json"],
    },
  },
};
