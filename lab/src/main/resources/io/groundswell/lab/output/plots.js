"use strict";
/* What every page is made of: elements, plots and tables. The script after this one has the data. */
const byId = (id) => document.getElementById(id);
const element = (name, text, parent) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (parent) parent.append(made);
  return made;
};
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
const names = ["first", "second", "third", "fourth"];

/* Times since the beginning, as fine as they have to be; last is the latest there is. */
function time(seconds, step, last) {
  if (seconds < 0) return "-" + time(-seconds, step, last);
  const day = Math.floor(seconds / 86400);
  const pad = (n) => String(Math.floor(n)).padStart(2, "0");
  const clock = pad((seconds % 86400) / 3600) + ":" + pad((seconds % 3600) / 60);
  const fine = step < 60 ? clock + ":" + pad(seconds % 60) : clock;
  if (step >= 86400) return "day " + (day + 1);
  return last > 86400 ? "day " + (day + 1) + " " + fine : fine;
}
const number = (value) =>
  value === null || value === undefined ? "–" : String(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

/*
 * A plot of lines {label, colour, dash, steps, values} over times in seconds. A step is how fine the
 * cursor tells times; a limit {label, value} is drawn across.
 */
const plots = [];
function plot({ title, unit = "", times, step, lines, limit }) {
  const box = element("div", undefined, byId("plots"));
  box.className = "plot";
  element("h2", title, box);
  const last = times.at(-1) ?? 0;
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
        y: { range: (u, min, max) => [0, Math.max(max, limit ? limit.value : 0, 1e-3) * 1.08] },
      },
      axes: [
        axis({
          incrs: [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 259200, 604800, 1209600, 2592000, 7776000],
          space: 90,
          values: (u, splits, i, space, incr) => splits.map((s) => time(s, incr, last)),
        }),
        axis({ size: 56, values: (u, splits) => splits.map(number) }),
      ],
      series: [
        { label: "time", value: (u, v) => (v === null ? "–" : time(v, step, last)) },
        ...lines.map((line) => ({
          label: line.label,
          stroke: () => colour(line.colour),
          width: 1.5,
          dash: line.dash,
          points: { show: false },
          paths: line.steps ? uPlot.paths.stepped({ align: 1 }) : undefined,
          value: (u, v) => number(v) + unit,
        })),
        ...(limit
          ? [{ label: limit.label, stroke: () => colour("limit"), width: 1, dash: [6, 4], points: { show: false }, value: () => "" }]
          : []),
      ],
    },
    [times, ...lines.map((line) => line.values), ...(limit ? [times.map(() => limit.value)] : [])],
    box,
  );
  plots.push([made, box]);
}
function hint(text) {
  element("p", text, byId("plots")).className = "hint";
}

function numbers(title, parent = byId("tables")) {
  const box = element("div", undefined, parent);
  box.className = "numbers";
  if (title) element("h2", title, box);
  return element("table", undefined, box);
}
/* The colour of a run's lines, before its name. */
function swatch(i, before) {
  const made = element("span");
  made.className = "swatch";
  made.style.background = "var(--" + names[i % names.length] + ")";
  before.prepend(made);
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
/* A column a run, headed by the colour of its lines; columns are lists of [label, value]. */
function sideBySide(title, runs, columns, chosen) {
  const labels = [...new Set(columns.flatMap((column) => column.map(([label]) => label)))].filter(
    (label) => !chosen || chosen.includes(label));
  if (labels.length === 0) return;
  const table = numbers(title);
  if (runs.length > 1) {
    const row = head(table, ["", ...runs]);
    runs.forEach((_, i) => swatch(i, row.children[i + 1]));
  }
  body(table, labels.map((label) => [
    label, ...columns.map((column) => (column.find(([name]) => name === label) ?? ["", "–"])[1])]));
}

function fit() {
  for (const [made, box] of plots) made.setSize({ width: box.clientWidth - 32, height: 190 });
}
addEventListener("resize", fit);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plots.forEach(([made]) => made.redraw()));
