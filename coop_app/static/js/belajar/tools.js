// Tools without a network: on a copy of the page the phone answers what the server would. A page that comes from the
// server does not load this; its form goes to the server as ever.
import { WORDS } from "./words.js";
import { Refusal } from "./exact.js";
import { rupiah } from "./money.js";
import { numberText } from "./numbers.js";
import { ANSWERS } from "./answers.js";

const MOST_ROWS = 8, MOST_LINES = 10;

// The places of an answer: figures, parts that show, the bar.
export function painter(section) {
  return {
    section,
    out(name, text) { section.querySelectorAll(`[data-out="${name}"]`).forEach((place) => { place.textContent = text ?? ""; }); },
    rupiah(name, amount) { this.out(name, amount === null || amount === undefined ? "" : rupiah(amount)); },
    percent(name, fraction) { this.out(name, fraction ? `${numberText(fraction)}%` : "–"); },
    part(name, shows) { section.querySelectorAll(`[data-part="${name}"]`).forEach((place) => { place.hidden = !shows; }); },
  };
}

const sentence = ({ code, facts }) => Object.entries(facts).reduce(
  (text, [name, fact]) => text.replace(`%(${name})s`, fact), WORDS[code] ?? code).replaceAll("%%", "%");

function forget(form) {
  form.querySelectorAll("[data-phone-error]").forEach((place) => place.remove());
  form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
}

// The sentence at its field, or above the form.
function blame(form, refusal) {
  const field = refusal.place ?? form.elements[refusal.field];
  const text = Object.assign(document.createElement("small"), { className: "error", textContent: sentence(refusal) });
  text.dataset.phoneError = "";
  text.setAttribute("role", "alert");
  if (!(field instanceof Element)) return form.prepend(text);
  field.setAttribute("aria-invalid", "true");
  field.after(text);
  field.focus();
}

export function answer(form) {
  const section = document.querySelector(`[data-result="${form.dataset.tool}"]`);
  forget(form);
  try {
    ANSWERS[form.dataset.tool](form, painter(section));
    section.hidden = false;
    remember(form);
    section.scrollIntoView({ block: "nearest" });
  } catch (refused) {
    const all = [refused].flat();
    if (!all.every((one) => one instanceof Refusal)) throw refused;
    section.hidden = true;
    all.forEach((one) => blame(form, one));
  }
}

// The address holds what was typed, so that loading the page again loses nothing; it can be printed and kept.
function remember(form) {
  const query = new URLSearchParams(new FormData(form));
  const chosen = new URLSearchParams(window.location.search).get("with");
  if (chosen && form.elements.service) query.set("with", chosen);
  window.history.replaceState(null, "", `?${query}${window.location.hash}`);
  document.querySelectorAll("[data-answered]").forEach((place) => { place.hidden = false; });
  const place = document.querySelector("[data-keep]");
  if (!place) return;
  place.hidden = false;
  place.querySelector("[name=tool]").value = form.dataset.tool;
  place.querySelector("[name=query]").value = query;
  if (form.elements.name && !form.elements.name.length) place.querySelector("[name=title]").value ||= form.elements.name.value;
}

// One more row to write on: the last one again, empty, with names of its own for its labels.
function addRow(form) {
  const last = [...form.querySelectorAll("[data-row]")].at(-1);
  const number = Number(last.dataset.row) + 1;
  const fresh = last.cloneNode(true);
  fresh.dataset.row = number;
  fresh.querySelector("legend").textContent = fresh.querySelector("legend").textContent.replace(/\d+/, number);
  fresh.querySelectorAll("[id], [for]").forEach((place) => ["id", "for"].forEach((name) => {
    if (place.hasAttribute(name)) place.setAttribute(name, place.getAttribute(name).replace(/-\d+/, `-${number}`));
  }));
  fresh.querySelectorAll("input").forEach((field) => { field.value = ""; });
  last.after(fresh);
  return fresh;
}

// As many places as the address has figures for.
function makeRoom(form, asked) {
  while (form.querySelectorAll("[data-row]").length < Math.min(asked.getAll("service").length, MOST_ROWS)) addRow(form);
  for (const costs of form.querySelectorAll("[data-costs]")) {
    const lines = () => [...costs.querySelectorAll("[data-line]")];
    const wanted = Math.min(asked.getAll(`${costs.dataset.costs}_amount`).length, MOST_LINES);
    while (lines().length < wanted) {
      const fresh = lines().at(-1).cloneNode(true);
      fresh.querySelectorAll("input").forEach((field) => { field.value = ""; });
      lines().at(-1).after(fresh);
    }
  }
}

// A copy that was opened with figures in its address shows their answer.
function fill(form, asked) {
  makeRoom(form, asked);
  for (const name of new Set(asked.keys())) {
    const places = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    asked.getAll(name).forEach((value, index) => {
      const boxes = places.filter((place) => place.type === "radio" || place.type === "checkbox");
      if (boxes.length) boxes.forEach((box) => { box.checked ||= box.value === value; });
      else if (places[index]) places[index].value = value;
    });
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-tool]") || !(form.dataset.tool in ANSWERS)) return;
  event.preventDefault();
  if (event.submitter?.name === "rows") addRow(form).querySelector("input").focus(); else answer(form);
});
const asked = new URLSearchParams(window.location.search);
document.querySelectorAll("form[data-tool]").forEach((form) => {
  const probe = [...form.elements].some((field) => field.required && asked.has(field.name));
  if (!probe || !(form.dataset.tool in ANSWERS)) return;
  fill(form, asked);
  answer(form);
});
