// Streets under the pins of a moving map, out of one PMTiles file of our own server. What draws them comes when somebody is
// closer than our own outlines are fine, and the file holds that part of the earth.

import { STREETS_FROM } from "./map-layers.js";
import { wear } from "./style-sheets.js";

// Where whoever runs the site has set a street map; the map may be gone by the time that this script is here.
export function addStreets(leaflet, map, data) {
  return map.getPane("mapPane") && new MapStreets(leaflet, map, data);
}

class MapStreets {
  constructor(leaflet, map, { streets, streetsBounds, streetsZoom, streetsSheet }) {
    Object.assign(this, { leaflet, map, address: streets, sheet: streetsSheet });
    this.bounds = boundsOf(leaflet, streetsBounds);
    this.deepest = Number(streetsZoom);
    const pane = map.createPane("streets");
    pane.style.zIndex = 320; // our own outlines lie at 300 and 310, circles at 400
    pane.style.pointerEvents = "none";
    map.on("moveend", () => this.show());
    this.show();
  }

  // While streets are there, the names of our own towns and rivers give way to theirs (street-map.css).
  async show() {
    if (isStreetLevel(this.map, this.bounds)) {
      this.drawing ??= this.draw();
      await this.drawing;
    }
    const { dataset } = this.map.getContainer();
    if (this.layer && isStreetLevel(this.map, this.bounds)) dataset.streets = themeNow();
    else delete dataset.streets;
  }

  async draw() {
    const [{ default: protomaps }, { rulesFor }] = await Promise.all([
      import("../vendor/protomaps-leaflet/protomaps-leaflet.js"),
      import("./map-street-rules.js"),
      wear(this.sheet),
    ]);
    if (!this.map.getPane("streets")) return; // the map is gone
    const rules = () => rulesFor(protomaps, this.map.getContainer());
    this.layer = protomaps.leafletLayer({
      ...rules(),
      url: this.address,
      maxDataZoom: this.deepest,
      bounds: this.bounds,
      minZoom: STREETS_FROM,
      noWrap: true,
      pane: "streets",
      attribution: "", // the foot of the map names it
    });
    this.layer.addTo(this.map);
    this.followTheme(rules);
  }

  // A canvas keeps the colours that it was painted with.
  followTheme(rules) {
    const repaint = () => {
      Object.assign(this.layer, rules());
      this.layer.clearLayout();
      this.layer.rerenderTiles();
      this.show();
    };
    const system = matchMedia("(prefers-color-scheme: dark)");
    const chosen = new MutationObserver(repaint);
    system.addEventListener("change", repaint);
    chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    this.map.on("unload", () => {
      system.removeEventListener("change", repaint);
      chosen.disconnect();
    });
  }
}

export function isStreetLevel(map, bounds) {
  return map.getZoom() >= STREETS_FROM && map.getBounds().intersects(bounds);
}

function boundsOf(leaflet, edges) {
  const [west, south, east, north] = edges.split(",").map(Number);
  return leaflet.latLngBounds([south, west], [north, east]);
}

function themeNow() {
  const { theme } = document.documentElement.dataset;
  return theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}
