const several = data.runs.length > 1;

document.querySelector("h1").textContent = data.runs.map((run) => run.name).join(" and ");
byId("subject").textContent = data.load + "; " + data.consumers + (data.slo ? "; SLO " + data.slo.text : "");
for (const warning of data.warnings ?? []) element("li", warning, byId("warnings"));

const longest = data.runs.reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a));
function lengthOf(run) {
  return run.series ? run.series.step * run.series.arrived.length : 0;
}

/* One row of times for all runs: those of the finest. */
const step = Math.max(...data.runs.map((run) => (run.series ? run.series.step : 1)));
const times = Array.from({ length: Math.ceil(lengthOf(longest) / step) }, (_, i) => i * step);
function values(run, what) {
  const series = run.series[what];
  const each = step / run.series.step;
  return times.map((_, i) => {
    const part = series.slice(i * each, (i + 1) * each);
    if (part.length === 0) return null;
    return what === "arrived" ? part.reduce((a, b) => a + b) / part.length : Math.max(...part);
  });
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
  const over = (parts) => plot({ times, step, ...parts });
  over({
    title: "Orders that arrive, a second",
    lines: [{ label: "orders", colour: "first", values: values(longest, "arrived") }],
  });
  over({
    title: several ? "Replicas wanted" : "Replicas",
    lines: several
      ? overlaid("wanted", true)
      : [
          { label: "wanted", colour: "first", steps: true, values: values(longest, "wanted") },
          { label: "ready", colour: "second", steps: true, values: values(longest, "ready") },
        ],
  });
  over({
    title: "Longest wait of the orders that end",
    unit: " s",
    lines: overlaid("wait"),
    limit: data.slo ? { label: data.slo.text, value: data.slo.limit } : undefined,
  });
  over({ title: "Orders placed and not done", lines: overlaid("backlog") });
  hint("Drag to zoom in, double-click to zoom out. Each point is the most within " +
    (step < 120 ? step + " s" : Math.round(step / 60) + " min") + ".");
}

const runNames = data.runs.map((run) => run.name);
sideBySide("Outcome", runNames, data.runs.map((run) => run.rows));
sideBySide(several ? "Settings that differ" : "Settings", runNames, data.runs.map((run) => run.settings),
  several ? data.differing ?? [] : undefined);
for (const run of data.runs) {
  if (run.objects) {
    const table = numbers(run.name);
    head(table, ["object", "orders", "wait p95", "wait max", "replicas", "hours", "rises"]);
    body(table, run.objects);
  }
}
