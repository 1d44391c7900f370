// How streets are painted: in the colours of the page, with few names, so that pins stay what is seen first. Names of layers
// and kinds are those of Protomaps' basemap, version 4.

const COLOURS = {
  land: "var(--map-land)",
  green: "color-mix(in srgb, var(--map-land), var(--leaf) 12%)",
  lake: "var(--map-lake)",
  water: "var(--map-water)",
  building: "color-mix(in srgb, var(--map-land), var(--map-line) 60%)",
  edge: "color-mix(in srgb, var(--map-land), var(--map-edge) 75%)",
  street:
    "light-dark(var(--paper-raised), color-mix(in srgb, var(--map-land), var(--map-edge) 45%))",
  road: "light-dark(var(--ochre-wash), color-mix(in srgb, var(--map-edge), var(--ochre) 22%))",
  path: "var(--map-edge)",
  railway: "var(--map-railway)",
  halo: "var(--map-halo)",
  name: "var(--ink)",
  streetName: "var(--ink-soft)",
  waterName: "var(--map-water-text)",
};
const GREEN = [
  "park",
  "forest",
  "wood",
  "nature_reserve",
  "cemetery",
  "garden",
  "grass",
  "orchard",
];
const BUILDINGS_FROM = 15; // zoom
const MINOR_NAMES_FROM = 15;
const APART = 400; // pixels from a name to the next of the same street
// Pixels by zoom, as [zoom, width].
const WIDTHS = {
  minor_road: [
    [13, 0.75],
    [15, 4.5],
    [17, 11],
  ],
  major_road: [
    [13, 2.5],
    [15, 6.5],
    [17, 14],
  ],
  highway: [
    [13, 3.5],
    [15, 7.5],
    [17, 16],
  ],
};
const EDGES = { 13: 1, 15: 2, 17: 2 }; // by as much a road is wider with its edges
const GROWTH = 1.6; // how much faster than the zoom a width grows
const [POINT, LINE, AREA] = [1, 2, 3]; // of the vector tile specification, 4.3.4
const NAMES_OF_TOWNS = { city: 17, town: 16, village: 14 }; // pixels; anything smaller has 13

export function rulesFor(protomaps, sheet) {
  const colours = coloursOf(sheet);
  const { fontFamily } = getComputedStyle(sheet);
  const labelProps = [`name:${document.documentElement.lang}`, "name"];
  return {
    paintRules: [...ground(protomaps, colours), ...roads(protomaps, colours)],
    labelRules: labels(protomaps, colours, { fontFamily, labelProps }),
  };
}

// A canvas knows no custom properties: an element tells what they come to.
function coloursOf(sheet) {
  const probe = sheet.appendChild(document.createElement("span"));
  const entries = Object.entries(COLOURS).map(([name, colour]) => {
    probe.style.color = colour;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(entries);
}

function ground(protomaps, { land, green, lake, water, building }) {
  const { PolygonSymbolizer, LineSymbolizer, exp } = protomaps;
  const area = (dataLayer, fill, more) => ({
    dataLayer,
    symbolizer: new PolygonSymbolizer({ fill }),
    ...more,
  });
  const line = (kinds, widths) => ({
    dataLayer: "water",
    symbolizer: new LineSymbolizer({ color: water, width: exp(GROWTH, widths) }),
    filter: isOne(LINE, kinds),
  });
  return [
    area("earth", land),
    area("landuse", green, { filter: isOne(AREA, GREEN) }),
    area("water", lake, { filter: (_zoom, { geomType }) => geomType === AREA }),
    line(
      ["stream", "ditch", "drain"],
      [
        [13, 0.5],
        [17, 2],
      ],
    ),
    line(
      ["river", "canal"],
      [
        [13, 1.5],
        [17, 6],
      ],
    ),
    area("buildings", building, { minzoom: BUILDINGS_FROM }),
  ];
}

function roads({ LineSymbolizer, exp }, { edge, street, road, path, railway }) {
  const line = (kind, options) => ({
    dataLayer: "roads",
    symbolizer: new LineSymbolizer({ lineCap: "round", lineJoin: "round", ...options }),
    filter: isOne(LINE, [kind]),
  });
  const wider = (widths) => widths.map(([zoom, width]) => [zoom, width + EDGES[zoom]]);
  const kinds = Object.entries(WIDTHS);
  return [
    line("path", { color: path, dash: [3, 3], lineCap: "butt" }),
    ...kinds.map(([kind, widths]) =>
      line(kind, { color: edge, width: exp(GROWTH, wider(widths)) }),
    ),
    ...kinds.map(([kind, widths]) =>
      line(kind, { color: kind === "minor_road" ? street : road, width: exp(GROWTH, widths) }),
    ),
    line("rail", {
      color: railway,
      width: exp(GROWTH, [
        [13, 1.25],
        [17, 3],
      ]),
    }),
  ];
}

// What comes first keeps its room: towns, stations, waters, then streets.
function labels(protomaps, { halo, name, streetName, waterName }, { fontFamily, labelProps }) {
  const { CenteredTextSymbolizer, LineLabelSymbolizer, LineLabelPlacement } = protomaps;
  const at = (dataLayer, kinds, fill, font) => ({
    dataLayer,
    symbolizer: new CenteredTextSymbolizer({ labelProps, fill, font, stroke: halo, width: 2 }),
    filter: isOne(POINT, kinds),
  });
  const along = (dataLayer, kinds, fill, font, minzoom) => ({
    dataLayer,
    minzoom,
    symbolizer: new LineLabelSymbolizer({
      labelProps,
      fill,
      font,
      stroke: halo,
      width: 4,
      repeatDistance: APART,
      position: LineLabelPlacement.Center,
    }),
    filter: isOne(LINE, kinds),
  });
  const ofTown = (_zoom, { props }) =>
    `600 ${NAMES_OF_TOWNS[props.kind_detail] ?? 13}px ${fontFamily}`;
  const ofWater = "italic 14px Georgia, 'Noto Serif', serif"; // --font-of-water
  return [
    at("places", ["locality"], name, ofTown),
    at("pois", ["station", "train_station"], name, `13px ${fontFamily}`),
    at("places", ["neighbourhood", "macrohood"], streetName, `600 12px ${fontFamily}`),
    at("water", ["lake", "water", "basin"], waterName, ofWater),
    along("water", ["river", "canal"], waterName, ofWater),
    along("roads", ["highway", "major_road"], streetName, `13px ${fontFamily}`),
    along("roads", ["minor_road"], streetName, `12px ${fontFamily}`, MINOR_NAMES_FROM),
  ];
}

function isOne(geometry, kinds) {
  return (_zoom, { geomType, props }) => geomType === geometry && kinds.includes(props.kind);
}
