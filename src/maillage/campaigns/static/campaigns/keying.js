// Enter goes to the next answer; each answer is saved as it is left. The page works without this file.
const form = document.querySelector("[data-keying]");
const answers = [...(form?.querySelectorAll("[data-key][name^='v-']") ?? [])];
const post = async (fields) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const answer = await fetch(location.href, { method: "POST", body, redirect: "error" });
  return answer.json();
};
// One after the other: a remark sent before its answer is kept would meet an older revision.
let line = Promise.resolve();
form?.addEventListener("change", ({ target }) => {
  const box = target.closest("[data-item]");
  if (!box) return;
  line = line.then(() => save(box));
});
async function save(box) {
  const item = box.dataset.item;
  const field = (letter) => form.elements[`${letter}-${item}`];
  const said = box.querySelector("[data-said]");
  const error = box.querySelector("[data-error]");
  const tell = (wrong, right) => {
    error.textContent = wrong; error.hidden = !wrong;
    if (said) said.textContent = right;
    field("v").toggleAttribute("aria-invalid", Boolean(wrong));
  };
  try {
    const kept = await post({
      csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, voie: form.elements.voie.value, seule: item,
      [`v-${item}`]: field("v").value, [`c-${item}`]: field("c").value, [`r-${item}`]: field("r").value,
    });
    if (kept.revision) field("r").value = kept.revision;
    tell(kept.error, kept.error ? "" : "enregistré");
  } catch { tell("", "pas encore enregistré : « Enregistrer la page » le fera"); }
}
form?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input[data-key]")) return;
  event.preventDefault();
  const here = event.target.closest("[data-item]");
  const next = answers[answers.findIndex((one) => here.contains(one)) + 1];
  (next ?? form.querySelector("button[value=garder]")).focus();
  next?.select?.();
});
