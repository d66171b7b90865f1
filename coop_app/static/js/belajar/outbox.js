// Forms with `data-outbox`: first into the phone, then to the server. Without a signal the note waits here.
import { WORDS } from "./words.js";
import { keepNote, markSent, removeNote, waitingNotes } from "./store.js";
import { NO_SIGNAL, REFUSED, STAYS, TAKEN, send, sendAll } from "./sending.js";

const RETRY = 20_000;
let asked = false;
const said = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";
export const isCopy = () => Boolean(said("phone-copy"));
const WRITER = "belajar-penulis", HOME = /^\/(belajar|keluarga)(\/|$)/;

// A copy of a public page knows nobody: the family that wrote on this phone last, with a signal, writes there too.
function writerOf(action) {
  if (said("phone-writer") || !isCopy() || !HOME.test(action)) return said("phone-writer");
  try { return window.localStorage.getItem(WRITER) ?? ""; } catch { return ""; }
}

function rememberWriter() {
  if (isCopy() || !HOME.test(window.location.pathname)) return;
  try {
    if (said("phone-writer")) window.localStorage.setItem(WRITER, said("phone-writer")); else window.localStorage.removeItem(WRITER);
  } catch { /* a phone that remembers nothing */ }
}

// As hard to guess as the server's own.
export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const fields = (form, submitter) => [...new FormData(form, submitter)].filter(([name, value]) => typeof value === "string" && name !== "csrf_token");

// A question without the remark that it may stay empty.
function wordsOf(label) {
  const copy = label?.cloneNode(true);
  copy?.querySelectorAll("small").forEach((remark) => remark.remove());
  return copy?.textContent.trim() ?? "";
}

// What the waiting list shows of a field: its question, and for a choice the words of it.
function described(form, [name, value]) {
  const places = [...form.elements].filter((place) => place.name === name);
  const place = places.find((one) => one.value === value) ?? places[0];
  const isChoice = place?.type === "radio" || place?.type === "checkbox";
  const group = isChoice && place.closest("fieldset")?.querySelector("legend");
  const label = wordsOf(group || place?.labels?.[0]);
  if (!place || place.type === "hidden") return { name, value, label: "" };
  if (place.tagName === "BUTTON") return { name, value, label: form.querySelector("h1, h2")?.textContent.trim() ?? "", shown: place.textContent.trim() };
  const wordsFor = (one) => one.labels?.[0]?.textContent.trim() ?? one.value;
  if (place.type === "radio") return { name, value, label: label || name, type: "select", options: places.map((one) => [one.value, wordsFor(one)]) };
  if (isChoice) return { name, value, label: label || name, shown: wordsFor(place) };
  const options = place.tagName === "SELECT" ? [...place.options].map((one) => [one.value, one.text]) : undefined;
  return { name, value, label, type: options ? "select" : place.type, options };
}

function noteOf(form, submitter) {
  const typed = fields(form, submitter);
  const id = form.elements.request_id?.value || freshId();
  const action = new URL(form.action).pathname;
  return {
    id, action, writer: writerOf(action), at: new Date().toISOString(),
    what: form.dataset.outbox || document.title.split(" · ")[0], state: "waiting", sentence: "",
    fields: typed.filter(([name]) => name !== "request_id").map((pair) => described(form, pair)),
  };
}

// The page's own id belongs to one note only: the next one gets its own, and the day of the phone.
function renew(form) {
  if (form.elements.request_id) form.elements.request_id.value = freshId();
  const now = new Date();
  const today = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  form.querySelectorAll("[data-today]").forEach((field) => { field.value = today; });
}

async function submitted(event) {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("form[data-outbox]")) return;
  event.preventDefault();
  const note = noteOf(form, event.submitter);
  try {
    await keepNote(note);
  } catch {
    // no room on the phone: the plain way, which needs a signal
    if (!isCopy() && navigator.onLine) return form.submit();
    return notice(WORDS.cannot_keep, "error");
  }
  persist();
  await first(form, note, event.submitter);
}

// The person waits for this one: show what the server says.
async function first(form, note, submitter) {
  const alone = navigator.locks ? (work) => navigator.locks.request("belajar-kirim", work) : (work) => work();
  const answer = await alone(() => send(note, { silent: false }));
  if (answer.kind === TAKEN) {
    await markSent(note.id);
    window.location.assign(answer.next ?? window.location.href);
    return;
  }
  if (answer.kind === REFUSED && answer.page) {
    // the form stands there again with what was typed, so it need not wait in the queue too
    await removeNote(note.id);
    document.querySelector("main").replaceWith(answer.page.querySelector("main"));
    document.querySelector("main [role=alert], main .error")?.scrollIntoView({ block: "center" });
    await show();
    return;
  }
  form.reset();
  renew(form);
  free(form);
  mark(form, submitter);
  notice(answer.kind === NO_SIGNAL ? WORDS.kept_here : `${WORDS.kept_here} ${answer.sentence}`, "success", form);
  await show();
}

// Of answers that are buttons, the one that was tapped.
function mark(form, submitter) {
  if (!submitter?.closest(".answers")) return;
  form.querySelectorAll(".answers button").forEach((button) => {
    button.removeAttribute("aria-pressed");
    button.classList.add("second", "secondary");
  });
  submitter.setAttribute("aria-pressed", "true");
  submitter.classList.remove("second", "secondary");
}

function free(form) {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
}

// One sentence at the top of the page, or behind its form where there are several; read aloud where a screen is.
export function notice(text, kind, form = null) {
  const main = document.querySelector("main");
  main.querySelector("[data-phone-notice]")?.remove();
  const place = Object.assign(document.createElement("p"), { className: `notice ${kind}`, textContent: text, tabIndex: -1 });
  place.setAttribute("role", kind === "error" ? "alert" : "status");
  place.dataset.phoneNotice = "";
  if (form && main.querySelectorAll("form[data-outbox]").length > 1) form.after(place); else main.prepend(place);
  place.focus();
}

const counted = (count, one, many) => (count === 1 ? WORDS[one] : WORDS[many].replace("%(count)s", count));

// The queue in words, on every learning page, as long as something waits.
export async function show() {
  const notes = await waitingNotes().catch(() => []);
  const refused = notes.filter((note) => note.state === REFUSED).length;
  let place = document.querySelector("[data-phone-queue]");
  if (!place) {
    place = Object.assign(document.createElement("p"), { className: "notice warning" });
    place.dataset.phoneQueue = "";
    place.setAttribute("role", "status");
    document.querySelector("main").prepend(place);
  }
  const link = Object.assign(document.createElement("a"), { href: said("phone-waiting"), textContent: WORDS.look });
  const waits = notes.length - refused;
  const words = [waits && counted(waits, "one_waits", "many_wait"), refused && counted(refused, "one_refused", "many_refused")];
  place.hidden = notes.length === 0;
  place.replaceChildren(`${words.filter(Boolean).join(" ")} `, ...(said("phone-waiting") === window.location.pathname ? [] : [link]));
  document.dispatchEvent(new CustomEvent("phone:queue", { detail: notes }));
}

// Asked once on a page: that the browser does not clear away what waits.
async function persist() {
  if (navigator.storage?.persisted && !asked && !(await navigator.storage.persisted())) {
    asked = true;
    navigator.storage.persist().catch(() => undefined);
  }
  navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("belajar")).catch(() => undefined);
}

export async function sendNow() {
  const kind = await sendAll().catch(() => STAYS);
  await show();
  return kind;
}

export function startOutbox() {
  rememberWriter();
  document.addEventListener("submit", submitted);
  if (isCopy()) window.addEventListener("pageshow", () => document.querySelectorAll("form[data-outbox]").forEach(renew));
  window.addEventListener("online", sendNow);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendNow());
  navigator.serviceWorker?.addEventListener("message", ({ data }) => data === "signal" && sendNow());
  setInterval(async () => { if ((await waitingNotes()).some((note) => note.state !== REFUSED)) sendNow(); }, RETRY);
  sendNow();
}
