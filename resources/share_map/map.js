"use strict";
const W = DATA.words, N = DATA.count, T = DATA.dates.length, F = DATA.forecast.length, NOTHING = -32768;
const EARTH = Math.PI / 180;

async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

function colour(value) {
  const stops = DATA.colours, share = (value - DATA.low) / (DATA.high - DATA.low);
  const place = Math.min(Math.max(share, 0), 1) * (stops.length - 1), i = Math.min(Math.floor(place), stops.length - 2);
  const mix = k => Math.round(stops[i][k] + (stops[i + 1][k] - stops[i][k]) * (place - i));
  return `rgb(${mix(0)},${mix(1)},${mix(2)})`;
}

const map = L.map("map", { preferCanvas: true, zoomSnap: 0.5, attributionControl: true });
map.attributionControl.setPrefix("Leaflet");
map.attributionControl.addAttribution(DATA.credit);
const streets = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png",
  { maxZoom: 19, attribution: "© OpenStreetMap contributors" });
L.control.layers({}, { [W.streets]: streets }, { collapsed: false }).addTo(map);
L.control.scale({ imperial: false, position: "topright" }).addTo(map);

/* All points on one canvas. Where they lie too close, a circle stands for those of a square of the screen. */
const Points = L.Layer.extend({
  onAdd(m) {
    this._canvas = L.DomUtil.create("canvas", "leaflet-zoom-hide");
    m.getPane("overlayPane").appendChild(this._canvas);
    m.on("moveend zoomend resize", this._draw, this);
    this._draw();
  },
  getEvents() { return {}; },
  _draw() {
    const m = map, size = m.getSize(), ratio = window.devicePixelRatio || 1, canvas = this._canvas;
    L.DomUtil.setPosition(canvas, m.containerPointToLayerPoint([0, 0]));
    canvas.width = size.x * ratio; canvas.height = size.y * ratio;
    canvas.style.width = size.x + "px"; canvas.style.height = size.y + "px";
    const g = canvas.getContext("2d");
    g.scale(ratio, ratio);
    const scale = m.options.crs.scale(m.getZoom()), origin = m.project(m.containerPointToLatLng([0, 0]));
    this.shown = [];
    const seen = [];
    for (let i = 0; i < N; i++) {
      const x = STATE.worldX[i] * scale - origin.x, y = STATE.worldY[i] * scale - origin.y;
      if (x > -12 && y > -12 && x < size.x + 12 && y < size.y + 12) seen.push([x, y, i]);
    }
    const dense = seen.length > 3000 && seen.length * 36 > size.x * size.y;
    this.grouped = dense;
    const ring = () => {
      const picked = this.shown.find(one => STATE.picked && one.points.includes(STATE.picked[0]));
      if (!picked) return;
      g.strokeStyle = "#111"; g.lineWidth = 2.2;
      g.beginPath(); g.arc(picked.x, picked.y, 9, 0, 6.2832); g.stroke();
    };
    if (!dense) {
      const radius = seen.length > 1500 ? 3.5 : 5;
      for (const [x, y, i] of seen) {
        g.fillStyle = Number.isFinite(STATE.rate[i]) ? colour(STATE.rate[i]) : "#999";
        g.beginPath(); g.arc(x, y, radius, 0, 6.2832); g.fill();
        this.shown.push({ x, y, points: [i] });
      }
      ring();
      return;
    }
    const side = 12, cells = new Map();
    for (const [x, y, i] of seen) {
      const key = Math.floor(x / side) + ":" + Math.floor(y / side);
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push([x, y, i]);
    }
    for (const members of cells.values()) {
      let x = 0, y = 0, sum = 0, known = 0;
      for (const [px, py, i] of members) {
        x += px; y += py;
        if (Number.isFinite(STATE.rate[i])) { sum += STATE.rate[i]; known++; }
      }
      x /= members.length; y /= members.length;
      g.fillStyle = known ? colour(sum / known) : "#999";
      g.beginPath(); g.arc(x, y, Math.min(2.6 + Math.sqrt(members.length), 6.5), 0, 6.2832); g.fill();
      this.shown.push({ x, y, points: members.map(one => one[2]) });
    }
    ring();
  },
});

function meanOf(values, points, width) {
  const result = new Float64Array(width).fill(NaN);
  for (let t = 0; t < width; t++) {
    let sum = 0, known = 0;
    for (const i of points) {
      const value = values[i * width + t];
      if (value !== NOTHING) { sum += value; known++; }
    }
    if (known) result[t] = sum / known * DATA.step;
  }
  return result;
}

function show(points) {
  const alone = points.length === 1, i = points[0];
  document.getElementById("panel").hidden = false;
  document.getElementById("name").textContent = alone ? W.point.replace("{n}", DATA.labels ? DATA.labels[i] : i + 1)
    : W.mean.replace("{n}", points.length);
  let sum = 0, known = 0;
  for (const p of points) if (Number.isFinite(STATE.rate[p])) { sum += STATE.rate[p]; known++; }
  document.getElementById("facts").textContent = known ? W.rate.replace("{rate}", (sum / known).toFixed(1)) : "";
  STATE.picked = points;
  if (STATE.layer) STATE.layer._draw();
  draw(points);
}

function draw(points) {
  const canvas = document.getElementById("chart"), ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth, height = canvas.clientHeight;
  canvas.width = width * ratio; canvas.height = height * ratio;
  const g = canvas.getContext("2d");
  g.scale(ratio, ratio);
  const series = meanOf(STATE.series, points, T);
  const parts = F ? STATE.future.map(block => meanOf(block, points, F)) : [];
  const days = [...DATA.dates, ...DATA.forecast].map(text => Date.parse(text) / 864e5);
  const values = [...series, ...parts.flatMap(part => [...part])].filter(Number.isFinite);
  let low = Math.min(0, ...values), high = Math.max(0, ...values);
  const room = 0.06 * (high - low || 1); low -= room; high += room;
  const left = 46, right = 10, top = 8, bottom = 22;
  const X = day => left + (day - days[0]) / Math.max(days[days.length - 1] - days[0], 1) * (width - left - right);
  const Y = value => top + (high - value) / (high - low) * (height - top - bottom);
  g.font = "11px sans-serif"; g.fillStyle = "#444"; g.strokeStyle = "#e3e3e3"; g.textAlign = "right";
  const step = niceStep((high - low) / 5);
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) {
    g.beginPath(); g.moveTo(left, Y(value)); g.lineTo(width - right, Y(value)); g.stroke();
    g.fillText(String(+value.toFixed(6)), left - 5, Y(value) + 4);
  }
  g.textAlign = "center";
  const first = new Date(days[0] * 864e5).getUTCFullYear(), last = new Date(days[days.length - 1] * 864e5).getUTCFullYear();
  const every = Math.ceil((last - first + 1) / 8);
  for (let year = first + 1; year <= last; year += every) {
    const x = X(Date.UTC(year, 0, 1) / 864e5);
    g.beginPath(); g.moveTo(x, top); g.lineTo(x, height - bottom); g.stroke();
    g.fillText(String(year), x, height - 6);
  }
  g.save(); g.translate(11, height / 2); g.rotate(-Math.PI / 2); g.fillText(W.axis, 0, 0); g.restore();
  if (F) {
    const [middle, under, over] = parts, at = k => X(days[T + k]);
    if (under && under.some(Number.isFinite)) {
      g.fillStyle = "rgba(33,102,172,.18)"; g.beginPath();
      for (let k = 0; k < F; k++) g.lineTo(at(k), Y(over[k]));
      for (let k = F - 1; k >= 0; k--) g.lineTo(at(k), Y(under[k]));
      g.fill();
    }
    line(g, middle, at, Y, "#2166ac", [5, 3]);
  }
  line(g, series, k => X(days[k]), Y, "#444", []);
  g.fillStyle = "#222";
  series.forEach((value, k) => {
    if (Number.isFinite(value)) { g.beginPath(); g.arc(X(days[k]), Y(value), 2, 0, 6.2832); g.fill(); }
  });
  document.getElementById("keys").textContent = F ? W.keys : "";
}

function line(g, values, X, Y, ink, dash) {
  g.strokeStyle = ink; g.lineWidth = 1.3; g.setLineDash(dash); g.beginPath();
  let open = false;
  values.forEach((value, k) => {
    if (!Number.isFinite(value)) return;
    open ? g.lineTo(X(k), Y(value)) : g.moveTo(X(k), Y(value));
    open = true;
  });
  g.stroke(); g.setLineDash([]); g.lineWidth = 1;
}

function niceStep(wanted) {
  const power = 10 ** Math.floor(Math.log10(wanted || 1));
  return [1, 2, 5, 10].map(k => k * power).find(k => k >= wanted) || power;
}

function legend() {
  const box = document.getElementById("legend"), stops = DATA.colours.map(c => `rgb(${c})`).join(",");
  box.innerHTML = `<b></b><div class="bar" style="background:linear-gradient(90deg,${stops})"></div>` +
    `<div class="ends"><span></span><span></span><span></span></div><div class="sign"></div>`;
  box.querySelector("b").textContent = W.legend;
  const ends = box.querySelectorAll(".ends span");
  [DATA.low, (DATA.low + DATA.high) / 2, DATA.high].forEach((value, k) => { ends[k].textContent = +value.toFixed(1); });
  box.querySelector(".sign").textContent = W.sign;
}

const STATE = {};
(async () => {
  const place = new Int32Array(await unpacked(DATA.places));
  STATE.worldX = new Float64Array(N); STATE.worldY = new Float64Array(N);
  let west = 180, east = -180, south = 90, north = -90;
  for (let i = 0; i < N; i++) {
    const lon = place[2 * i] * 1e-6, lat = place[2 * i + 1] * 1e-6;
    west = Math.min(west, lon); east = Math.max(east, lon); south = Math.min(south, lat); north = Math.max(north, lat);
    STATE.worldX[i] = (lon + 180) / 360;
    STATE.worldY[i] = 0.5 - Math.log(Math.tan(Math.PI / 4 + lat * EARTH / 2)) / (2 * Math.PI);
  }
  STATE.rate = Float64Array.from(new Int16Array(await unpacked(DATA.rates)), v => v === NOTHING ? NaN : v * DATA.rateStep);
  STATE.series = new Int16Array(await unpacked(DATA.series));
  STATE.future = await Promise.all(DATA.futures.map(async text => new Int16Array(await unpacked(text))));
  document.getElementById("about").textContent = DATA.about;
  legend();
  map.fitBounds([[south, west], [north, east]], { padding: [30, 30] });
  const layer = new Points().addTo(map);
  const near = event => {
    const p = map.mouseEventToContainerPoint(event.originalEvent);
    let best = null, least = 14 * 14;
    for (const one of layer.shown) {
      const away = (one.x - p.x) ** 2 + (one.y - p.y) ** 2;
      if (away < least) { least = away; best = one; }
    }
    return best;
  };
  map.on("click", event => { const found = near(event); if (found) show(found.points); });
  document.getElementById("close").onclick = () => {
    document.getElementById("panel").hidden = true;
    STATE.picked = null;
    layer._draw();
  };
  window.addEventListener("resize", () => STATE.picked && draw(STATE.picked));
  STATE.layer = layer;
  const asked = /[#&]point=(\d+)/.exec(location.hash);
  if (asked) show([Math.min(+asked[1], N - 1)]);
  document.body.dataset.ready = "yes";
})().catch(error => { document.getElementById("about").textContent = W.broken + " " + error; });
