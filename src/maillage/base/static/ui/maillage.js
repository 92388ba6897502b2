// Comfort only: every page works without this file. Each part looks for its own `data-` attributes.
const $$ = (css, root = document) => [...root.querySelectorAll(css)];
const clock = () => new Date().toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit" });

const store = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); return true; } catch { return false; } },
  drop(key) { try { localStorage.removeItem(key); } catch { /* refused: nothing was kept either */ } },
};

let saying;
function say(text) {
  const region = document.getElementById("annonces");
  if (!region || !text) return;
  region.textContent = "";
  clearTimeout(saying);
  saying = setTimeout(() => { region.textContent = text; }, 60);
}

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/* Theme: automatic, light or dark */
function themes() {
  for (const choice of $$("[data-themes] input")) {
    choice.checked = choice.value === (document.documentElement.dataset.theme ?? "");
    choice.addEventListener("change", () => {
      if (choice.value) document.documentElement.dataset.theme = choice.value;
      else delete document.documentElement.dataset.theme;
      if (choice.value) store.set("maillage-theme", choice.value);
      else store.drop("maillage-theme");
    });
  }
}

/* Dialogs and menus */
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog?.showModal) {
    event.preventDefault();
    dialog.showModal();
  }
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  if (event.target instanceof HTMLDialogElement) event.target.close();
  for (const menu of $$(".drop[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of $$(".drop[open]")) {
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
});

/* Wide things that scroll take the focus; those that fit do not stop the tab key */
const fits = "ResizeObserver" in window && new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

/* Rows of a formset */
function addRow(rows) {
  const template = rows.querySelector("template[data-row-template]");
  const total = rows.querySelector('[name$="-TOTAL_FORMS"]');
  const copy = template.content.cloneNode(true);
  for (const element of $$("*", copy)) {
    for (const { name, value } of [...element.attributes]) {
      if (value.includes("__prefix__")) element.setAttribute(name, value.replaceAll("__prefix__", total.value));
    }
  }
  total.value = Number(total.value) + 1;
  const row = copy.querySelector("[data-row]");
  const rank = $$("[data-row]", rows).length + 1;
  for (const shown of $$("[data-row-rank]", row)) shown.textContent = rank;
  template.before(copy);
  return row;
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-row-add]");
  const rows = button?.closest("[data-rows]");
  if (!rows?.querySelector("template[data-row-template]")) return;
  event.preventDefault();
  const row = addRow(rows);
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  say(`${row.querySelector("legend")?.textContent.trim() ?? "Ligne"} : ajoutée`);
  row.dispatchEvent(new Event("input", { bubbles: true }));
});
function markRemoved(box) {
  const row = box.name?.endsWith("-DELETE") && box.closest("[data-row]");
  if (row) row.classList.toggle("removed", box.checked);
}
document.addEventListener("change", (event) => markRemoved(event.target));

/* A row of a table that holds its own form is saved when one leaves it with something new in it */
const isNew = (field) => field.options ? [...field.options].some((one) => one.selected !== one.defaultSelected) : field.value !== field.defaultValue;
document.addEventListener("focusout", ({ target }) => {
  const row = target.closest?.("[data-row-save]");
  // Later: a row that is being replaced loses the focus too, and is then no longer in the page.
  if (row) setTimeout(() => {
    if (!row.isConnected || row.contains(document.activeElement) || !document.hasFocus()) return;
    if ($$("input:not([type=hidden]), select", row).some(isNew)) row.querySelector("form").requestSubmit();
  });
});

/* One click, one request */
document.addEventListener("submit", (event) => {
  const form = event.target;
  const method = event.submitter?.getAttribute("formmethod") ?? form.method;
  if (event.defaultPrevented || method !== "post" || "many" in form.dataset) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(() => release(form), 15000);
});
function release(form) {
  delete form.dataset.sent;
  for (const button of $$('[aria-disabled="true"]', form)) button.removeAttribute("aria-disabled");
}
window.addEventListener("pageshow", () => $$("form[data-sent]").forEach(release));

/* What is typed and not saved: kept on the server, or here when the network or the session fails */
const typed = (form) => {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    const secret = form.elements[name]?.type === "password";
    if (name !== "csrfmiddlewaretoken" && typeof value === "string" && !secret) fields.append(name, value);
  }
  return fields.toString();
};

// The server has shown the form again, with what was typed.
const refused = (form) => form.querySelector('[aria-invalid="true"], [data-errors]') ?? form.parentElement.querySelector(":scope > [data-errors]");

class Draft {
  constructor(form) {
    this.form = form;
    this.key = form.dataset.draftKey;
    this.place = `maillage-draft:${document.body.dataset.user ?? ""}:${this.key}`;
    this.status = form.querySelector("[data-draft-status]");
    this.first = this.kept = typed(form);
    this.offer();
    form.addEventListener("input", () => this.later(1500));
    form.addEventListener("change", () => this.later(1500));
    form.addEventListener("submit", (event) => this.leave(event));
    window.addEventListener("online", () => this.unsent && this.later(200));
  }

  get unsaved() { return typed(this.form) !== this.kept && !this.leaving; }

  later(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), delay);
  }

  tell(text) { if (this.status) this.status.textContent = text; }

  async send() {
    const content = typed(this.form);
    if (this.leaving || (content === this.kept && !this.unsent)) return;
    const token = this.form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    try {
      const answer = await fetch(this.form.dataset.draft, {
        method: "POST", redirect: "manual", keepalive: content.length < 50000,
        headers: { "X-CSRFToken": token, "X-Requested-With": "fetch" },
        body: new URLSearchParams({ key: this.key, content }),
      });
      if (!answer.ok) throw answer.type === "opaqueredirect" || [401, 403].includes(answer.status) ? "signed-out" : "refused";
      if (this.leaving) return;
      this.kept = content;
      this.unsent = false;
      store.drop(this.place);
      this.tell(`Brouillon enregistré à ${clock()}`);
    } catch (reason) {
      this.keep(content, reason);
    }
  }

  keep(content, reason) {
    if (this.leaving) return;
    this.unsent = true;
    const here = store.set(this.place, JSON.stringify({ content, at: Date.now() }));
    if (here) this.kept = content;
    const cause = reason === "signed-out" ? "Vous n’êtes plus connecté" : "Le serveur ne répond pas";
    this.tell(here
      ? `${cause} : votre saisie est gardée sur cet ordinateur (${clock()}).`
      : `${cause} et ce navigateur ne garde rien : copiez votre saisie avant de quitter la page.`);
    this.later(30000);
  }

  /* The copy made on leaving is thrown away by the next page, unless it is the sign-in page or this form refused. */
  leave(event) {
    if (event.defaultPrevented) return;
    clearTimeout(this.timer);
    this.leaving = true;
    store.set(this.place, JSON.stringify({ content: typed(this.form), at: Date.now() }));
    try { sessionStorage.setItem("maillage-sent", this.place); } catch { /* the copy stays, and is offered */ }
  }

  offer() {
    const copy = JSON.parse(store.get(this.place) ?? "null");
    if (!copy || copy.content === this.first || refused(this.form)) return;
    const at = new Date(copy.at).toLocaleString("fr-FR", { dateStyle: "long", timeStyle: "short" });
    const take = make("button", { type: "button", class: "button" }, "Reprendre ma saisie");
    const drop = make("button", { type: "button", class: "button plain" }, "L’écarter");
    const box = make("div", { class: "callout info", role: "status" }, make("div", {},
      make("p", {}, `Une saisie du ${at}, qui n’a pas pu être enregistrée, est gardée sur cet ordinateur.`),
      make("p", { class: "links" }, take, drop)));
    take.addEventListener("click", () => {
      this.refill(new URLSearchParams(copy.content));
      box.remove();
      this.form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
      this.later(200);
    });
    drop.addEventListener("click", () => { store.drop(this.place); box.remove(); });
    this.form.before(box);
  }

  refill(fields) {
    for (const rows of $$("[data-rows]", this.form)) {
      const total = rows.querySelector('[name$="-TOTAL_FORMS"]');
      while (Number(total.value) < Math.min(Number(fields.get(total.name)), 200)) addRow(rows);
    }
    const used = new Map();
    for (const field of this.form.elements) {
      if (!field.name || ["csrfmiddlewaretoken", "_version"].includes(field.name) || ["file", "submit"].includes(field.type)) continue;
      const values = fields.getAll(field.name);
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (field.multiple) for (const option of field.options) option.selected = values.includes(option.value);
      else if (values.length) {
        const rank = used.get(field.name) ?? 0;
        used.set(field.name, rank + 1);
        field.value = values[rank] ?? field.value;
      }
      markRemoved(field);
    }
  }
}

function forgetSent(drafts) {
  let sent = null;
  try { sent = sessionStorage.getItem("maillage-sent"); } catch { return; }
  if (!sent || !document.body.dataset.user) return;
  sessionStorage.removeItem("maillage-sent");
  if (!drafts.some((form) => sent.endsWith(`:${form.dataset.draftKey}`) && refused(form))) store.drop(sent);
}

function guard(watched) {
  window.addEventListener("beforeunload", (event) => { if (watched.some((one) => one.unsaved)) event.preventDefault(); });
}

function watch(form) {
  const first = typed(form);
  const one = { get unsaved() { return !form.dataset.sent && typed(form) !== first; } };
  return one;
}

/* Filters that apply while one types */
function live(form) {
  const target = form.dataset.target;
  let timer;
  const refresh = () => {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    const url = `${location.pathname}${query.size ? `?${query}` : ""}`;
    history.replaceState(history.state, "", url);
    window.htmx.ajax("GET", url, { target: `#${target}`, select: `#${target}`, swap: "outerHTML" });
  };
  form.addEventListener("input", () => {
    if (!window.htmx || !document.getElementById(target)) return;
    clearTimeout(timer);
    timer = setTimeout(refresh, 350);
  });
}

/* After htmx has refreshed a part: say what is new, keep the focus near */
let before = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  before = event.detail.target?.contains(document.activeElement) ? document.activeElement.id || "-" : null;
});
document.addEventListener("htmx:afterSettle", (event) => {
  const fresh = event.target;
  prepare(fresh);
  const news = fresh.matches?.("[data-announce]") ? fresh : fresh.querySelector?.("[data-announce]");
  if (news && news.textContent !== said.get(fresh.id)) say(news.textContent);
  if (news) said.set(fresh.id, news.textContent);
  if (before && document.activeElement === document.body) {
    const again = document.getElementById(before) ?? fresh;
    if (again === fresh) fresh.tabIndex = -1;
    again.focus({ preventScroll: true });
  }
  before = null;
});
const said = new Map();

/* Paper shows what is folded */
window.addEventListener("beforeprint", () => $$("main details:not([open], [name])").forEach((part) => { part.open = true; part.dataset.printed = ""; }));
window.addEventListener("afterprint", () => $$("details[data-printed]").forEach((part) => { part.open = false; delete part.dataset.printed; }));

function prepare(root) {
  if (fits) $$(".scroll", root).forEach((part) => fits.observe(part));
  $$('[name$="-DELETE"]', root).forEach(markRemoved);
}

themes();
prepare(document);
const drafted = $$("form[data-draft]");
forgetSent(drafted);
guard([...drafted.map((form) => new Draft(form)), ...$$("form[data-guard]:not([data-draft])").map(watch)]);
$$("form[data-live]").forEach(live);
document.querySelector("[data-errors]")?.focus();
