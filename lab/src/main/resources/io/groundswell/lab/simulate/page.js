"use strict";
const byId = (id) => document.getElementById(id);
const element = (name, text, parent) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (parent) parent.append(made);
  return made;
};
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
const names = ["first", "second", "third", "fourth"];
const several = data.runs.length > 1;

document.querySelector("h1").textContent = data.runs.map((run) => run.name).join(" and ");
byId("load").textContent = data.load + "; " + data.consumers + (data.slo ? "; SLO " + data.slo.text : "");
for (const warning of data.warnings ?? []) element("li", warning, byId("warnings"));

/* Times since the beginning, as fine as they have to be. */
function time(seconds, step) {
  const day = Math.floor(seconds / 86400);
  const pad = (n) => String(Math.floor(n)).padStart(2, "0");
  const clock = pad((seconds % 86400) / 3600) + ":" + pad((seconds % 3600) / 60);
  const fine = step < 60 ? clock + ":" + pad(seconds % 60) : clock;
  if (step >= 86400) return "day " + (day + 1);
  return lastSecond > 86400 ? "day " + (day + 1) + " " + fine : fine;
}
const number = (value) =>
  value === null || value === undefined ? "–" : String(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

const longest = data.runs.reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a));
function lengthOf(run) {
  return run.series ? run.series.step * run.series.arrived.length : 0;
}
const lastSecond = lengthOf(longest);

/* One row of times for all runs: those of the finest. */
const step = Math.max(...data.runs.map((run) => (run.series ? run.series.step : 1)));
const times = Array.from({ length: Math.ceil(lastSecond / step) }, (_, i) => i * step);
function values(run, what) {
  const series = run.series[what];
  const each = step / run.series.step;
  return times.map((_, i) => {
    const part = series.slice(i * each, (i + 1) * each);
    if (part.length === 0) return null;
    return what === "arrived" ? part.reduce((a, b) => a + b) / part.length : Math.max(...part);
  });
}

const plots = [];
function plot(title, unit, lines, limit) {
  const box = element("div", undefined, byId("plots"));
  box.className = "plot";
  element("h2", title, box);
  const axis = (formatted) => ({
    stroke: () => colour("quiet"),
    grid: { stroke: () => colour("line"), width: 1 },
    ticks: { stroke: () => colour("line"), width: 1 },
    font: "12px system-ui, sans-serif",
    ...formatted,
  });
  const made = new uPlot(
    {
      width: box.clientWidth - 32,
      height: 190,
      padding: [8, 28, 0, 0],
      cursor: { sync: { key: "all" }, y: false, focus: { prox: 24 } },
      focus: { alpha: 0.35 },
      scales: {
        x: { time: false },
        y: { range: (u, min, max) => [0, Math.max(max, limit ?? 0, 1e-3) * 1.08] },
      },
      axes: [
        axis({
          incrs: [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 259200, 604800, 1209600, 2592000, 7776000],
          space: 90,
          values: (u, splits, i, space, incr) => splits.map((s) => time(s, incr)),
        }),
        axis({ size: 56, values: (u, splits) => splits.map(number) }),
      ],
      series: [
        { label: "time", value: (u, v) => (v === null ? "–" : time(v, step)) },
        ...lines.map((line) => ({
          label: line.label,
          stroke: () => colour(line.colour),
          width: 1.5,
          dash: line.dash,
          points: { show: false },
          paths: line.steps ? uPlot.paths.stepped({ align: 1 }) : undefined,
          value: (u, v) => number(v) + unit,
        })),
        ...(limit === undefined
          ? []
          : [{ label: data.slo.text, stroke: () => colour("limit"), width: 1, dash: [6, 4], points: { show: false }, value: () => "" }]),
      ],
    },
    [times, ...lines.map((line) => line.values), ...(limit === undefined ? [] : [times.map(() => limit)])],
    box,
  );
  plots.push([made, box]);
}

const overlaid = (what, steps) =>
  data.runs.map((run, i) => ({
    label: several ? run.name : what,
    colour: names[i % names.length],
    dash: i < names.length ? undefined : [2, 2],
    steps,
    values: values(run, what),
  }));

if (data.runs.every((run) => run.series)) {
  plot("Orders that arrive, a second", "", [{ label: "orders", colour: "first", values: values(longest, "arrived") }]);
  plot(several ? "Replicas wanted" : "Replicas", "",
    several
      ? overlaid("wanted", true)
      : [
          { label: "wanted", colour: "first", steps: true, values: values(longest, "wanted") },
          { label: "ready", colour: "second", steps: true, values: values(longest, "ready") },
        ]);
  plot("Longest wait of the orders that end", " s", overlaid("wait"), data.slo ? data.slo.limit : undefined);
  plot("Orders placed and not done", "", overlaid("backlog"));
  const hint = element("p", "Drag to zoom in, double-click to zoom out. Each point is the most within " +
    (step < 120 ? step + " s" : Math.round(step / 60) + " min") + ".", byId("plots"));
  hint.className = "hint";
}

function numbers(title) {
  const box = element("div", undefined, byId("tables"));
  box.className = "numbers";
  if (title) element("h2", title, box);
  return element("table", undefined, box);
}
function head(table, cells) {
  const row = element("tr", undefined, element("thead", undefined, table));
  cells.forEach((cell) => element("th", cell, row));
  return row;
}
function body(table, rows) {
  const all = element("tbody", undefined, table);
  for (const cells of rows) {
    const row = element("tr", undefined, all);
    cells.forEach((cell, i) => element(i === 0 ? "th" : "td", cell, row));
  }
}
function sideBySide(title, part, chosen) {
  const labels = [...new Set(data.runs.flatMap((run) => run[part].map(([label]) => label)))].filter(
    (label) => !chosen || chosen.includes(label));
  if (labels.length === 0) return;
  const table = numbers(title);
  if (several) {
    const row = head(table, ["", ...data.runs.map((run) => run.name)]);
    data.runs.forEach((run, i) => {
      const swatch = element("span");
      swatch.className = "swatch";
      swatch.style.background = "var(--" + names[i % names.length] + ")";
      row.children[i + 1].prepend(swatch);
    });
  }
  body(table, labels.map((label) => [
    label, ...data.runs.map((run) => (run[part].find(([name]) => name === label) ?? ["", "–"])[1])]));
}
sideBySide("Outcome", "rows");
sideBySide(several ? "Settings that differ" : "Settings", "settings", several ? data.differing ?? [] : undefined);
for (const run of data.runs) {
  if (run.objects) {
    const table = numbers(run.name);
    head(table, ["object", "orders", "wait p95", "wait max", "replicas", "hours", "rises"]);
    body(table, run.objects);
  }
}

function fit() {
  for (const [made, box] of plots) made.setSize({ width: box.clientWidth - 32, height: 190 });
}
addEventListener("resize", fit);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plots.forEach(([made]) => made.redraw()));
