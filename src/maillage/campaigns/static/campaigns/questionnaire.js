// Each answer is saved as it is given; what cannot be sent waits in this browser. The page works without this file.
const $ = (css, from = document) => from.querySelector(css);
const $$ = (css, from = document) => [...from.querySelectorAll(css)];
const root = $("[data-questionnaire]");
const form = root.matches("form") ? root : null;
const PLACE = `maillage-q:${root.dataset.questionnaire}`;
const WHO = "maillage-qui";
const plural = (count, one, many) => `${count} ${count > 1 ? many : one}`;
const show = (element, text) => { if (element) { element.textContent = text; element.hidden = !text; } };

/* What waits: { item: answer }, in the order given; in memory only where the browser keeps nothing */
let memory = null;
function waiting() {
  if (memory) return memory;
  try { return JSON.parse(localStorage.getItem(PLACE) ?? "{}"); } catch { return {}; }
}
function keep(change) {
  const all = waiting();
  change(all);
  try {
    if (Object.keys(all).length) localStorage.setItem(PLACE, JSON.stringify(all));
    else localStorage.removeItem(PLACE);
    memory = null;
  } catch { memory = all; }
}
const ready = () => Object.values(waiting()).filter((one) => !one.refused && !one.clash);

/* A question: read it, fill it */
const question = (item) => $(`fieldset[data-item="${CSS.escape(item)}"]`);
const field = (q, letter) => q.querySelector(`[name="${letter}-${CSS.escape(q.dataset.item)}"]:not([type=radio]), [name="${letter}-${CSS.escape(q.dataset.item)}"]:checked`)?.value ?? "";
function said(q) {
  const list = !["number", "importance", "free"].includes(q.dataset.kind);
  const reason = list ? field(q, "v") : field(q, "m");
  let value = q.dataset.kind === "importance" ? `${field(q, "i")}/${field(q, "s")}` : field(q, "v");
  if (value === "/" || value.startsWith("?")) value = "";
  if (reason === "=") value = q.dataset.proposed;
  const missing = reason.startsWith("?") ? reason.slice(1) : "";
  return { item: q.dataset.item, value: missing ? "" : value, missing, comment: field(q, "c"), evidence: field(q, "e") };
}
const content = ({ value, missing, comment, evidence }) => JSON.stringify([value, missing, comment.trim(), evidence.trim()]);
function fill(q, answer) {
  const list = !["number", "importance", "free"].includes(q.dataset.kind);
  const [first, second] = answer.value.split("/");
  const values = { v: answer.value, i: first, s: second, m: "", c: answer.comment, e: answer.evidence };
  if (q.dataset.kind === "number") values.v = answer.value.replace(".", ",");
  if (answer.missing) values[list ? "v" : "m"] = `?${answer.missing}`;
  for (const input of $$("input, textarea", q)) {
    const value = values[input.name[0]];
    if (value === undefined || input.type === "hidden") continue;
    if (input.type === "radio") input.checked = value !== "" && input.value === value;
    else input.value = answer.missing && input.name[0] === "v" ? "" : value;
  }
}
function revise(q, revision) {
  q.dataset.revision = revision;
  $(`[name="r-${CSS.escape(q.dataset.item)}"]`, q).value = revision;
}

/* Saying what happens */
function tell(text) { $$("[data-state]").forEach((one) => { one.textContent = text; }); }
function alarm(text) {
  for (const one of $$("[data-alarm]")) {
    one.hidden = !text;
    show($("p", one), text);
  }
}
function tellWaiting() {
  const count = ready().length;
  if (!count) return;
  const where = memory ? "dans cette page : ne la fermez pas" : "dans ce navigateur";
  tell(`Pas de réseau. ${plural(count, "réponse gardée", "réponses gardées")} ${where}. Envoi dès que possible.`);
}

/* Sending, one message at a time */
let sending = null, again = 0, later = 0, failures = 0;
function flush() {
  clearTimeout(later);
  sending ??= send().finally(() => { sending = null; });
  return sending;
}
async function send() {
  for (let batch = ready(); batch.length; batch = ready()) {
    keep((all) => batch.forEach((one) => { all[one.item].sent = content(one); }));
    const body = JSON.stringify({ answers: batch.map(({ item, value, missing, comment, evidence, revision, by, proposed }) => (
      { item, value, missing, comment, evidence, revision, by, proposed })) });
    let answer, told;
    try {
      answer = await fetch(root.dataset.save, {
        method: "POST", headers: { "Content-Type": "application/json" }, body, credentials: "omit",
        keepalive: body.length < 50000, signal: AbortSignal.timeout(20000),
      });
      told = await answer.json();
    } catch { answer = null; }
    if (!answer || answer.status >= 500 || answer.status === 429) {
      failures += 1;
      tellWaiting();
      later = setTimeout(flush, Math.min(3000 * failures, 30000));
      return false;
    }
    failures = 0;
    if (!answer.ok) {
      alarm(`${told.error} Ce que vous venez d’écrire reste gardé dans ce navigateur.`);
      return false;
    }
    alarm("");
    settle(batch, told);
  }
  return true;
}
function settle(batch, told) {
  let at = "";
  for (const one of batch) {
    const fate = told.answers[one.item], q = question(one.item);
    keep((all) => {
      const now = all[one.item];
      if (!now) return;
      if (fate.conflict && content(fate.conflict) === one.lost) now.revision = fate.conflict.revision;
      else if (fate.conflict) now.clash = fate.conflict;
      else if (fate.error) { if (now.n === one.n) now.refused = fate.error; }
      else if (now.n === one.n) delete all[one.item];
      else now.revision = fate.revision;
    });
    if (fate.revision) at = fate.at;
    if (!q) continue;
    if (fate.revision) {
      revise(q, fate.revision);
      show($("[data-saved]", q), `Enregistré à ${fate.at}`);
    }
    trouble(q);
  }
  const lost = Object.values(waiting()).filter((one) => one.refused || one.clash).length;
  if (lost) tell(`${plural(lost, "réponse à revoir", "réponses à revoir")}.`);
  else if (at) tell(`Enregistré à ${at}`);
  const left = $("[data-left]");
  if (left) left.textContent = told.left.minutes ? `Encore ${plural(told.left.minutes, "minute", "minutes")} en tout` : "Tout est répondu";
  const score = told.domain?.score;
  if (score !== undefined) show($("[data-score]"), score === null ? "" : `D’après vos réponses, ${plural(score, "point", "points")} sur 100 dans ce domaine, pour l’instant.`);
}

/* A refusal, or another answer given meanwhile */
function trouble(q) {
  const one = waiting()[q.dataset.item], box = $("[data-clash]", q);
  show($("[data-error]", q), one?.refused ?? "");
  q.classList.toggle("has-error", Boolean(one?.refused));
  for (const input of $$("[name^='v-']", q)) if (input.type !== "radio") input.toggleAttribute("aria-invalid", Boolean(one?.refused));
  box.hidden = !one?.clash;
  if (!one?.clash) return;
  const { clash } = one, text = document.createElement("p"), choices = document.createElement("p");
  text.textContent = `${clash.by || "Quelqu’un d’autre"} a répondu « ${clash.shown} » à ${clash.at}${clash.comment ? ` (${clash.comment})` : ""}. La vôtre est ci-dessous : laquelle garder ?`;
  choices.className = "links";
  choices.append(
    button("Garder la mienne", () => { keep((all) => { all[one.item].revision = clash.revision; delete all[one.item].clash; }); }),
    button("Prendre l’autre", () => { keep((all) => { delete all[one.item]; }); fill(q, clash); revise(q, clash.revision); show($("[data-saved]", q), `Réponse de ${clash.at}`); }),
  );
  box.firstElementChild.replaceChildren(text, choices);
  function button(label, act) {
    const made = document.createElement("button");
    made.type = "button"; made.className = "button small"; made.textContent = label;
    made.addEventListener("click", () => { act(); trouble(q); conditions(); (q.querySelector("input:checked") ?? q.querySelector("input:not([type=hidden]), textarea"))?.focus(); flush(); });
    return made;
  }
}

/* Questions that depend on others of this page */
function conditions() {
  for (let turn = 0, moved = true; moved && turn < 9; turn += 1) {
    moved = false;
    for (const q of $$("fieldset[data-when]")) {
      const asked = JSON.parse(q.dataset.when).every((one) => {
        const source = question(one.item), { value, missing } = source && !source.hidden ? said(source) : { value: "" };
        if (!value || missing) return false;
        if (one.is !== undefined) return value === one.is;
        const amount = Number(value.replace(/\s/g, "").replace(",", "."));
        return amount >= (one.min ?? -Infinity) && amount <= (one.max ?? Infinity);
      });
      if (q.hidden === asked) { q.hidden = !asked; moved = true; }
    }
  }
}

/* Someone answers */
function given(event) {
  const q = event.target.closest("fieldset[data-item]");
  if (!q) return;
  const radio = event.target.type === "radio", letter = event.target.name[0];
  if (letter === "m" && event.target.value) $$("[name^='v-'], [name^='i-'], [name^='s-']", q).forEach((one) => { if (one.type === "radio") one.checked = false; else one.value = ""; });
  if ("vis".includes(letter) && (radio || event.target.value)) $$("[name^='m-']", q).forEach((one) => { one.checked = false; });
  const now = said(q);
  if (radio && event.target.value === "") $$("input[type=radio]", q).forEach((one) => { one.checked = false; });
  if (radio && event.target.value === "" && !["levels", "choice", "agreement"].includes(q.dataset.kind)) { now.value = ""; $$("[name^='v-']", q).forEach((one) => { one.value = ""; }); }
  keep((all) => {
    const before = all[now.item];
    all[now.item] = {
      ...now, by: $("#by")?.value ?? "", proposed: q.dataset.proposed ?? "", n: (again += 1) + Date.now(),
      revision: before?.clash ? before.clash.revision : before?.revision ?? Number(q.dataset.revision), lost: before?.sent ?? "",
    };
  });
  trouble(q);
  conditions();
  clearTimeout(later);
  later = setTimeout(flush, radio ? 0 : 700);
}

for (const one of Object.values(waiting())) {
  const q = question(one.item);
  if (q) { fill(q, one); trouble(q); }
}
if (form) {
  const who = $("#by");
  try { who.value ||= localStorage.getItem(WHO) ?? ""; } catch { /* kept nowhere: typed again */ }
  who.addEventListener("change", () => { try { localStorage.setItem(WHO, who.value); } catch { /* the same */ } });
  form.addEventListener("input", given);
  conditions();
}
for (const sent of $$("form[data-questionnaire], form[data-send]")) {
  let through = false;
  sent.addEventListener("submit", async (event) => {
    if (through) return;
    event.preventDefault();
    const whole = await flush();
    const wrong = $$("fieldset[data-item]").find((q) => { const one = waiting()[q.dataset.item]; return one?.refused || one?.clash; });
    if (wrong) {
      wrong.scrollIntoView();
      $("[data-clash]:not([hidden]) button, input:not([type=hidden]), textarea", wrong)?.focus();
    } else if (whole && navigator.onLine) {
      through = true;
      // Asked for while this very sending is being announced, another one is ignored.
      setTimeout(() => sent.requestSubmit(event.submitter));
    } else if (whole) tell("Pas de réseau. Tout ce que vous avez répondu est gardé : continuez quand il revient.");
    else tellWaiting();
  });
}
window.addEventListener("online", () => flush());
window.addEventListener("offline", tellWaiting);
document.addEventListener("visibilitychange", () => { if (document.hidden) flush(); });
window.addEventListener("beforeunload", (event) => { if (memory && ready().length) event.preventDefault(); });
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
flush();
