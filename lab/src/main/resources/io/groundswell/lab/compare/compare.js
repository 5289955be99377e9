const runNames = data.runs.map((run) => run.name);
document.querySelector("h1").textContent = runNames.join(" and ");
byId("subject").textContent = data.verdict;
for (const remark of data.remarks) {
  element("p", remark, document.querySelector("header")).className = "hint";
}

/* All times of both runs; at each of them a run is as it was last seen. */
const times = [...new Set(data.runs.flatMap((run) => run.at ?? []))].sort((a, b) => a - b);
function held(run, what) {
  let next = 0;
  return times.map((t) => {
    while (next < run.at.length && run.at[next] <= t) next++;
    return next === 0 || t > run.at.at(-1) ? null : run[what][next - 1];
  });
}
const overlaid = (what, steps) =>
  data.runs
    .map((run, i) => ({ label: run.name, colour: names[i], dash: i === 0 ? undefined : [6, 3], steps, run }))
    .filter((line) => line.run.at && line.run[what].some((value) => value !== null))
    .map((line) => ({ ...line, values: held(line.run, what) }));
const over = (title, what, steps) => {
  const lines = overlaid(what, steps);
  if (lines.length > 0) plot({ title, times, step: 1, lines });
};
over("Replicas wanted", "wanted", true);
over("Replicas ready", "ready", true);
over("Orders that wait or are in hand", "queue");
over("Orders done", "done");
hint("Drag to zoom in, double-click to zoom out.");

function table(title, columns, rows) {
  if (rows.length === 0) return;
  const made = numbers(title);
  const row = head(made, columns);
  runNames.forEach((name, i) => swatch(i, row.children[columns.indexOf(runNames[0]) + i]));
  body(made, rows);
}
table("Steps", ["replicas", "by", ...runNames, "later by"], data.steps);
for (const reasons of data.differences ?? []) {
  const box = element("div", undefined, byId("tables"));
  box.className = "numbers why";
  element("h2", reasons.length > 1 ? "Why they differ" : "Both, at different times", box);
  reasons.forEach((reason, i) => {
    const line = element("p", reason, box);
    if (reasons.length > 1) swatch(i, line);
  });
}
table("From zero", ["", ...runNames], data.rises);
table("Outcome", ["", ...runNames], data.outcome);
if (data.notes.length > 0) {
  const box = element("div", undefined, byId("tables"));
  box.className = "numbers why";
  element("h2", "Noted", box);
  for (const [run, at, text] of data.notes) {
    swatch(runNames.indexOf(run), element("p", at + " " + text, box));
  }
}
