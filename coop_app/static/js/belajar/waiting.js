// The page of waiting notes: send, correct, remove, save as a file, bring back from a file.
import { WORDS } from "./words.js";
import { bringBack, changeNote, removeNote, waitingNotes } from "./store.js";
import { HOME, NO_SIGNAL, REFUSED, TAKEN, permit } from "./sending.js";
import { notice, sendNow, show } from "./outbox.js";

const made = (tag, facts = {}, ...inside) => {
  const place = Object.assign(document.createElement(tag), facts);
  place.append(...inside);
  return place;
};
const moment = (at) => new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

// One field of a refused note, so that it can be corrected here; choices other than lists only show what was chosen.
function question(note, field, index) {
  const id = `${note.id}-${index}`;
  if (!field.label || field.shown) return [];
  const place = field.type === "select"
    ? made("select", { id }, ...field.options.map(([value, text]) => made("option", { value, textContent: text, selected: value === field.value })))
    : made("input", { id, type: field.type === "textarea" ? "text" : field.type, value: field.value });
  Object.assign(place.dataset, { index, name: field.name });
  return [made("label", { htmlFor: id, textContent: field.label }), place];
}

function told(note) {
  const words = note.fields.filter((field) => field.label && (field.shown ?? field.value) !== "").map((field) => {
    const chosen = field.options?.find(([value]) => value === field.value)?.[1];
    return [made("dt", { textContent: field.label }), made("dd", { textContent: field.shown ?? chosen ?? field.value })];
  });
  return made("dl", { className: "list" }, ...words.flat());
}

// Nobody was known when it was written: whoever wrote it says so.
function claim(note) {
  if (note.writer || !note.sentence || !HOME.test(note.action)) return [];
  const mine = made("button", { type: "button", textContent: WORDS.mine });
  mine.addEventListener("click", async () => {
    const [writer] = (await permit(note.action))?.writers ?? [];
    if (writer) await changeNote(note.id, { writer, sentence: "" });
    await send();
  });
  return [mine];
}

function shown(note) {
  const remove = made("button", { type: "button", className: "second", textContent: WORDS.remove });
  remove.addEventListener("click", async () => { if (window.confirm(WORDS.remove_sure)) { await removeNote(note.id); await show(); } });
  const parts = [made("h2", { textContent: note.what || WORDS.note }), made("p", { className: "muted", textContent: moment(note.at) })];
  if (note.sentence) parts.push(made("p", { className: "notice warning", textContent: note.sentence }));
  if (note.state !== REFUSED) return made("section", { className: "step" }, ...parts, told(note), ...claim(note), remove);
  const form = made("form", { method: "post" }, ...note.fields.flatMap((field, index) => question(note, field, index)), made("button", { textContent: WORDS.correct }));
  form.addEventListener("submit", (event) => { event.preventDefault(); corrected(note, form); });
  return made("section", { className: "step" }, ...parts, form, remove);
}

async function corrected(note, form) {
  const fields = note.fields.map((field, index) => ({ ...field, value: form.querySelector(`[data-index="${index}"]`)?.value ?? field.value }));
  await changeNote(note.id, { fields, state: "waiting", sentence: "" });
  await send();
}

async function send() {
  const kind = await sendNow();
  const left = await waitingNotes();
  if (kind === NO_SIGNAL) notice(WORDS.no_signal, "warning");
  else if (kind === TAKEN && left.length === 0) notice(WORDS.sent_now, "success");
}

// The notes as a file that this page, on this phone or another, reads back.
async function saveFile() {
  const text = JSON.stringify({ kind: "belajar-notes", edition: 1, notes: await waitingNotes() }, null, 1);
  const link = made("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: `catatan-${new Date().toISOString().slice(0, 10)}.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const isText = (value) => typeof value === "string";
const isNote = (note) => /^[\w-]{16,64}$/.test(note?.id) && /^\/(keluarga|belajar|ikut|usaha)(\/|$)/.test(note.action) && isText(note.writer) && isText(note.at)
  && isText(note.what) && Array.isArray(note.fields) && note.fields.every(({ name, value, label }) => isText(name) && isText(value) && isText(label));

async function readFile(file) {
  try {
    const { kind, notes } = JSON.parse(await file.text());
    if (kind !== "belajar-notes" || !notes.every(isNote)) throw new TypeError(kind);
    const count = await bringBack(notes.map((note) => ({ ...note, state: "waiting", sentence: "" })));
    await sendNow();
    notice(WORDS.brought_back.replace("%(count)s", count), "success");
  } catch {
    notice(WORDS.file_unreadable, "error");
  }
}

function start(page) {
  const list = page.querySelector("[data-phone-list]");
  document.addEventListener("phone:queue", ({ detail }) => {
    page.querySelectorAll("[data-phone-nothing]").forEach((place) => { place.hidden = detail.length > 0; });
    page.querySelectorAll("[data-phone-some]").forEach((place) => { place.hidden = detail.length === 0; });
    list.replaceChildren(...detail.map(shown));
  });
  page.querySelector("[data-phone-send]").addEventListener("click", send);
  page.querySelector("[data-phone-save]").addEventListener("click", saveFile);
  page.querySelector("[data-phone-read]").addEventListener("change", ({ target }) => target.files[0] && readFile(target.files[0]));
  page.hidden = false;
}

const page = document.querySelector("[data-phone-waiting]");
if (page && window.indexedDB) start(page);
