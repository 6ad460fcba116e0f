/* Draws the map of a page of the sea, and ties it to the strip and the tables beside it. Asks nothing of anybody: all it draws stands in the page. */
"use strict";
(() => {
  const drawn = JSON.parse(document.getElementById("drawn").textContent);
  const told = document.getElementById("told");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const GROUP = 26; // pixels within which marks become one
  const REACH = 14; // pixels from a position within which it is told
  const sums = (steps) => { let at = 0; return steps.map((s) => (at += s)); };
  const two = (n) => String(n).padStart(2, "0");
  const clock = (t) => { const d = new Date(t * 1000); return `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`; };
  const degrees = (v, a, b) => `${Math.abs(v).toFixed(3)}° ${v < 0 ? b : a}`;
  const where = (lat, lon) => `${degrees(lat, "N", "S")} ${degrees(((lon + 540) % 360 + 360) % 360 - 180, "E", "W")}`;

  const lines = drawn.lines.map((l) => {
    const t = sums(l.t), lat = sums(l.lat), lon = sums(l.lon);
    return { ...l, t, at: lat.map((v, i) => L.latLng(v / 1e5, lon[i] / 1e5)) };
  });
  const own = lines.filter((l) => l.own);
  const events = new Map(drawn.events.map((e) => [e.n, e]));

  const map = L.map("map", { attributionControl: false, scrollWheelZoom: false, zoomSnap: 0.5, minZoom: 1, maxZoom: 16, zoomAnimation: !calm, fadeAnimation: !calm,
    markerZoomAnimation: !calm, inertia: !calm, renderer: L.svg({ padding: 0.6 }) });
  const bounds = L.latLngBounds([...(own.length ? own : lines).flatMap((l) => l.at), ...drawn.events.map((e) => [e.lat, e.lon])]);
  const wide = bounds.isValid() ? bounds : L.latLngBounds([[-60, -170], [75, 170]]);
  map.fitBounds(wide.pad(0.08), { maxZoom: 12, animate: false });
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
  L.control.scale({ imperial: false }).addTo(map);

  for (const turn of [-360, 0, 360]) { // another copy of the land where something is drawn beyond the antimeridian
    if (turn && !(turn > 0 ? wide.getEast() > 100 : wide.getWest() < -100)) continue;
    const rings = drawn.coast.map((ring) => {
      let lon = turn * drawn.unit, lat = 0;
      const points = [];
      for (let i = 0; i < ring.length; i += 2) points.push([(lat += ring[i + 1]) / drawn.unit, (lon += ring[i]) / drawn.unit]);
      return points;
    });
    L.polygon(rings, { className: "land", interactive: false, smoothFactor: 0.6 }).addTo(map);
  }

  // Lines of latitude and longitude: on the open sea they alone tell where one is.
  const net = L.layerGroup().addTo(map);
  const STEPS = [45, 30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005];
  const tag = (at, text, direction) => L.tooltip({ permanent: true, direction, offset: [0, 0], className: "place", interactive: false }).setLatLng(at).setContent(text).addTo(net);
  const cast_net = () => {
    net.clearLayers();
    const b = map.getBounds(), step = STEPS.findLast((s) => (b.getEast() - b.getWest()) / s <= 6) ?? 45;
    const round = (v, a, c) => { const n = step < 1 ? 3 - (step >= 0.1 ? 1 : 0) - (step >= 0.5 ? 1 : 0) : 0; return v === 0 ? "0°" : `${Math.abs(v).toFixed(n)}° ${v < 0 ? c : a}`; };
    for (let lon = Math.ceil(b.getWest() / step) * step; lon < b.getEast(); lon += step) {
      L.polyline([[b.getSouth(), lon], [b.getNorth(), lon]], { className: "net", interactive: false }).addTo(net);
      tag([b.getNorth(), lon], round(((lon + 540) % 360 + 360) % 360 - 180, "E", "W"), "bottom");
    }
    for (let lat = Math.ceil(Math.max(b.getSouth(), -85) / step) * step; lat < Math.min(b.getNorth(), 85); lat += step) {
      L.polyline([[lat, b.getWest()], [lat, b.getEast()]], { className: "net", interactive: false }).addTo(net);
      tag([lat, b.getEast()], round(lat, "N", "S"), "left");
    }
  };

  const HOPS = ["sailed", "silent", "lept"];
  const stretches = (line, from, to) => { // runs of one kind of hop between two points, each with its kind
    const runs = [];
    for (let i = from + 1; i <= to; i++) {
      const kind = line.hops[i - 1], last = runs[runs.length - 1];
      if (last && last.kind === kind) last.at.push(line.at[i]);
      else runs.push({ kind, at: [line.at[i - 1], line.at[i]] });
    }
    return runs;
  };
  for (const line of lines) {
    const runs = stretches(line, 0, line.at.length - 1);
    HOPS.forEach((name, kind) => {
      const some = runs.filter((r) => r.kind === kind).map((r) => r.at);
      if (some.length) L.polyline(some, { className: `track ${name}${line.own ? "" : " other"}`, interactive: false, smoothFactor: 0.5 }).addTo(map);
    });
    if (!line.own || !line.at.length) continue;
    const last = line.at.length - 1;
    L.circleMarker(line.at[0], { radius: 5, className: "spot", interactive: false }).addTo(map);
    L.circleMarker(line.at[last], { radius: 5, className: "spot last", interactive: false }).addTo(map);
  }

  const names = [];
  for (const [name, kind, country, lat, lon, km] of drawn.places) {
    const said = `${name}${country ? ` (${country})` : ""}${kind === "port" ? "" : `, ${kind.replace("_", " ")}`}`;
    if (kind !== "port" || country === "KP") L.circle([lat, lon], { radius: km * 1000, className: "area", interactive: false }).addTo(map);
    if (kind === "port") L.circleMarker([lat, lon], { radius: 2.5, className: "port", interactive: false }).addTo(map);
    names.push({ at: L.latLng(lat, lon), said, from: kind === "port" && country !== "KP" ? 6 : 4 });
  }
  for (const [said, rings] of drawn.zones) { // not ours: each says who claims it
    const area = L.polygon(rings, { className: "area", interactive: false }).addTo(map);
    names.unshift({ at: area.getBounds().getCenter(), said, from: 4 });
  }
  const labels = L.layerGroup().addTo(map);
  const name_places = () => { // as many names as find room
    labels.clearLayers();
    const taken = [];
    for (const n of names) {
      const p = map.latLngToContainerPoint(n.at), size = map.getSize();
      if (map.getZoom() < n.from || p.x < 0 || p.y < 0 || p.x > size.x || p.y > size.y || taken.some((q) => Math.abs(q.x - p.x) < 110 && Math.abs(q.y - p.y) < 18)) continue;
      taken.push(p);
      L.tooltip({ permanent: true, direction: "right", offset: [4, 0], className: "place", interactive: false }).setLatLng(n.at).setContent(document.createTextNode(n.said).textContent.replace(/[<&]/g, (c) => (c === "<" ? "&lt;" : "&amp;"))).addTo(labels);
      if (taken.length >= 24) break;
    }
  };

  // What is shown of an event: the words of its row, its mark on the strip, its stretch of the track and a ring about its place.
  const ring = L.circleMarker([0, 0], { radius: 17, className: "spot at", interactive: false });
  const stretch = L.layerGroup().addTo(map);
  let kept = null, showing = null;
  const rows_of = (n) => document.querySelectorAll(`[data-e="${n}"], #e${n}`);
  const clear = () => {
    if (showing !== null) rows_of(showing).forEach((x) => x.classList.remove("on"));
    stretch.clearLayers();
    ring.remove();
    showing = null;
  };
  const show = (n, keep) => {
    if (kept !== null && !keep && kept !== n) return;
    if (keep) kept = n;
    if (showing === n && !keep) return;
    clear();
    showing = n;
    rows_of(n).forEach((x) => x.classList.add("on"));
    const words = document.getElementById(`d${n}`);
    if (words) {
      const copy = words.cloneNode(true);
      copy.removeAttribute("id");
      copy.querySelectorAll("details").forEach((d) => { d.open = true; });
      told.replaceChildren(...(keep ? [release()] : []), copy);
      told.scrollTop = 0;
    }
    const e = events.get(n);
    if (!e) return;
    ring.setLatLng([e.lat, e.lon]).addTo(map);
    for (const line of lines.filter((l) => e.ships.includes(l.mmsi))) {
      const until = e.until ?? Infinity;
      const inside = line.t.map((t, i) => i).filter((i) => line.t[i] >= e.since && line.t[i] <= until);
      if (inside.length > 1) for (const r of stretches(line, inside[0], inside[inside.length - 1])) L.polyline(r.at, { className: `track ${HOPS[r.kind]} shown${line.own ? "" : " other"}`, interactive: false }).addTo(stretch);
    }
  };
  const release = () => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Let go";
    button.addEventListener("click", () => { kept = null; clear(); told.replaceChildren(); map.getContainer().focus({ preventScroll: true }); });
    return button;
  };

  // Marks that would lie on one another become one, which tells how many they are.
  const pins = L.layerGroup().addTo(map);
  const off = new Set(), unmatched = new Set();
  const visible = () => drawn.events.filter((e) => !off.has(String(e.colour)) && !unmatched.has(e.n));
  const pin = () => {
    const had = document.activeElement.closest(".leaflet-marker-icon")?.dataset.first;
    pins.clearLayers();
    const groups = [];
    for (const e of visible()) {
      const p = map.project([e.lat, e.lon]);
      const group = groups.find((g) => Math.abs(g.p.x - p.x) < GROUP && Math.abs(g.p.y - p.y) < GROUP);
      if (group) group.events.push(e);
      else groups.push({ p, events: [e] });
    }
    groups.forEach((g) => (g.events.length > 1 ? mark_of_many(g.events) : mark_of(g.events[0])));
    if (had) document.querySelector(`.leaflet-marker-icon[data-first="${had}"]`)?.focus({ preventScroll: true }); // what had the keyboard keeps it
  };
  const put = (at, look, text, said) => {
    const marker = L.marker(at, { icon: L.divIcon({ className: "", html: `<span class="pin ${look}">${text}</span>`, iconSize: [28, 24] }), keyboard: true, riseOnHover: true }).addTo(pins);
    marker.getElement().setAttribute("aria-label", said);
    return marker;
  };
  const on_press = (marker, act) => { // by pointer, Enter or space; Leaflet knows the pointer alone
    marker.on("click", act);
    marker.getElement().addEventListener("keydown", (k) => {
      if (k.key !== "Enter" && k.key !== " ") return;
      k.preventDefault();
      k.stopPropagation();
      act();
    });
  };
  const mark_of = (e) => {
    const marker = put([e.lat, e.lon], `k${e.colour}${e.hollow ? " hollow" : ""}`, `${e.sign.replace(/[<&]/g, "")}${e.n}`, e.label);
    const box = marker.getElement();
    box.dataset.pin = box.dataset.first = e.n;
    box.addEventListener("mouseenter", () => show(e.n, false));
    box.addEventListener("focus", () => show(e.n, false));
    on_press(marker, () => show(e.n, true));
  };
  const mark_of_many = (some) => {
    const looks = new Set(some.map((e) => e.colour)), one = looks.size === 1;
    const look = `many${one ? ` k${some[0].colour}` : ""}${some.every((e) => e.hollow) ? " hollow" : ""}`;
    const marker = put([some[0].lat, some[0].lon], look, `${one ? some[0].sign.replace(/[<&]/g, "") : ""}×${some.length}`, `${some.length} events here`);
    const box = marker.getElement(), around = L.latLngBounds(some.map((e) => [e.lat, e.lon]));
    box.dataset.first = some[0].n;
    box.addEventListener("mouseenter", () => list(some));
    box.addEventListener("focus", () => list(some));
    on_press(marker, () => {
      list(some);
      if (map.getZoom() < map.getMaxZoom() - 1) map.fitBounds(around.pad(0.3), { maxZoom: Math.min(map.getMaxZoom(), map.getZoom() + 4) });
    });
  };
  const list = (some) => {
    if (kept !== null) return;
    clear();
    const head = document.createElement("h3"), items = document.createElement("ul");
    head.textContent = `${some.length} events here`;
    for (const e of some.slice(0, 60)) {
      const link = document.createElement("a"), item = document.createElement("li");
      link.href = `#e${e.n}`;
      link.textContent = e.label;
      link.addEventListener("click", () => show(e.n, true));
      item.append(link);
      items.append(item);
    }
    told.replaceChildren(head, items);
  };
  map.on("zoomend", pin);
  map.on("moveend", () => { cast_net(); name_places(); });
  pin();
  cast_net();
  name_places();

  // Strip and tables: pointing at an event there shows it; its number leads to the map.
  document.querySelectorAll(".ev, .events tbody tr").forEach((x) => {
    const n = Number(x.dataset.e);
    x.addEventListener("mouseenter", () => show(n, false));
    x.addEventListener("focusin", () => show(n, false));
  });
  const go = (e) => { if (map.getBounds().contains([e.lat, e.lon]) === false || map.getZoom() < 6) map.setView([e.lat, e.lon], Math.max(map.getZoom(), 7)); };
  document.querySelectorAll("a.ev").forEach((x) => x.addEventListener("click", () => { const e = events.get(Number(x.dataset.e)); show(Number(x.dataset.e), true); if (e) go(e); }));
  document.querySelectorAll("a[data-go]").forEach((x) => x.addEventListener("click", () => {
    const e = events.get(Number(x.dataset.go));
    show(Number(x.dataset.go), true);
    if (e) go(e);
  }));

  // The legend hides kinds, the search hides rows; map, strip and table agree.
  const find = document.getElementById("find");
  const refresh = () => {
    const sought = find ? find.value.trim().toLowerCase() : "";
    unmatched.clear();
    document.querySelectorAll(".events tbody tr").forEach((row) => {
      const match = !sought || row.textContent.toLowerCase().includes(sought);
      if (!match) unmatched.add(Number(row.dataset.e));
      row.hidden = !match || off.has(row.dataset.kind);
    });
    document.querySelectorAll(".lanes tr[data-kind]").forEach((row) => { row.hidden = off.has(row.dataset.kind); });
    const count = document.getElementById("count");
    if (count) count.textContent = `${document.querySelectorAll(".events tbody tr:not([hidden])").length} shown`;
    pin();
  };
  document.querySelectorAll("input[data-show]").forEach((box) => box.addEventListener("change", () => { if (box.checked) off.delete(box.dataset.show); else off.add(box.dataset.show); refresh(); }));
  if (find) find.addEventListener("input", refresh);

  // Where the pointer is, and which position lies there.
  const here = L.control({ position: "bottomright" }), spot = L.circleMarker([0, 0], { radius: 6, className: "spot at", interactive: false });
  here.onAdd = () => L.DomUtil.create("div", "where");
  here.addTo(map);
  const say = (text) => { here.getContainer().textContent = text; };
  const tell = (line, i) => {
    spot.setLatLng(line.at[i]).addTo(map);
    const sog = line.sog[i] < 0 ? "" : `, ${(line.sog[i] / 10).toFixed(1)} kn`;
    say(`${line.mmsi}: ${clock(line.t[i])} UTC${sog}, ${where(line.at[i].lat, line.at[i].lng)}`);
  };
  map.on("mousemove", (m) => {
    let best = null, least = REACH;
    for (const line of lines) line.at.forEach((at, i) => {
      if (Math.abs(at.lat - m.latlng.lat) > 8) return;
      const d = map.latLngToContainerPoint(at).distanceTo(m.containerPoint);
      if (d < least) { least = d; best = [line, i]; }
    });
    if (best) tell(...best);
    else { spot.remove(); say(where(m.latlng.lat, m.latlng.lng)); }
  });
  map.on("mouseout", () => { spot.remove(); say(""); });

  // The pointer on the strip or a lane: where the ship was then.
  if (drawn.axis && own.length) document.querySelectorAll("svg.lane").forEach((lane) => {
    lane.addEventListener("mousemove", (m) => {
      const box = lane.getBoundingClientRect(), [since, until] = drawn.axis;
      const t = since + ((100 * (m.clientX - box.left)) / box.width - 1) / 98 * (until - since);
      let best = null;
      for (const line of own) line.t.forEach((when, i) => { if (!best || Math.abs(when - t) < Math.abs(best[0].t[best[1]] - t)) best = [line, i]; });
      tell(...best);
    });
    lane.addEventListener("mouseleave", () => { spot.remove(); say(""); });
  });

  if (/^#e\d+$/.test(location.hash)) { const n = Number(location.hash.slice(2)); show(n, true); if (events.get(n)) go(events.get(n)); addEventListener("load", () => requestAnimationFrame(() => document.querySelector(".chart").scrollIntoView())); }
  document.documentElement.dataset.drawn = "yes";
})();
