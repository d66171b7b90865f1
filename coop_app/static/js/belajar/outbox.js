// Forms with `data-outbox`: first into the phone, then to the server. Without a signal the note waits here.
import { WORDS } from "./words.js";
import { keepNote, markSent, removeNote, waitingNotes } from "./store.js";
import { HOME, NO_SIGNAL, REFUSED, STAYS, TAKEN, handOver, send, sendAll } from "./sending.js";

const RETRY = 20_000;
let asked = false;
const said = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";
export const isCopy = () => Boolean(said("phone-copy"));
// in the worker's pile of the family, so that it goes with it when somebody signs in or out
const PILE = "keluarga", WRITER = "/penulis";

// A copy of a public page knows nobody: the family that wrote on this phone last, with a signal, writes there too.
async function writerOf(action) {
  if (said("phone-writer") || !isCopy() || !HOME.test(action)) return said("phone-writer");
  const kept = await window.caches?.match(WRITER, { cacheName: PILE }).catch(() => undefined);
  return kept ? kept.text() : "";
}

// Only on a phone of one's own; a phone that others use too keeps nobody in mind.
async function rememberWriter() {
  if (isCopy() || !window.caches || !HOME.test(window.location.pathname)) return;
  const isOwn = document.querySelector('meta[name="phone-writer"][data-own]');
  if (isOwn && said("phone-writer")) await (await caches.open(PILE)).put(WRITER, new Response(said("phone-writer")));
  else if (await caches.has(PILE)) await (await caches.open(PILE)).delete(WRITER);
}

// As hard to guess as the server's own.
export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// Phones with Chrome before 112 leave the pressed button out of the form's data, whatever they are told.
function fields(form, submitter) {
  const typed = [...new FormData(form)];
  if (submitter?.name) typed.push([submitter.name, submitter.value]);
  return typed.filter(([name, value]) => typeof value === "string" && name !== "csrf_token");
}

// A question without the remark that it may stay empty.
function wordsOf(label) {
  const copy = label?.cloneNode(true);
  copy?.querySelectorAll("small").forEach((remark) => remark.remove());
  return copy?.textContent.trim() ?? "";
}

// What the waiting list shows of a field: its question, and for a choice the words of it.
function described(form, what, [name, value]) {
  const places = [...form.elements].filter((place) => place.name === name);
  const place = places.find((one) => one.value === value) ?? places[0];
  const isChoice = place?.type === "radio" || place?.type === "checkbox";
  const group = isChoice && place.closest("fieldset")?.querySelector("legend");
  const label = wordsOf(group || place?.labels?.[0]);
  if (!place || place.type === "hidden") return { name, value, label: "" };
  if (place.tagName === "BUTTON") {
    const asked = form.querySelector("h1, h2") ?? place.closest("fieldset")?.querySelector("legend");
    return { name, value, label: asked?.textContent.trim() || what, shown: place.textContent.trim() };
  }
  const wordsFor = (one) => one.labels?.[0]?.textContent.trim() ?? one.value;
  if (place.type === "radio") return { name, value, label: label || name, type: "select", options: places.map((one) => [one.value, wordsFor(one)]) };
  if (isChoice) return { name, value, label: label || name, shown: wordsFor(place) };
  const options = place.tagName === "SELECT" ? [...place.options].map((one) => [one.value, one.text]) : undefined;
  return { name, value, label, type: options ? "select" : place.type, options };
}

async function noteOf(form, submitter) {
  const typed = fields(form, submitter).filter(([name]) => name !== "request_id");
  const id = form.elements.request_id?.value || freshId();
  const action = new URL(form.action).pathname;
  const what = form.dataset.outbox || document.title.split(" · ")[0];
  const note = {
    id, action, at: new Date().toISOString(), what, state: "waiting", sentence: "",
    fields: typed.map((pair) => described(form, what, pair)),
  };
  return { ...note, writer: await writerOf(action) };
}

// The page's own id belongs to one note only: the next one gets its own, and the day of the phone.
function renew(form) {
  if (form.elements.request_id) form.elements.request_id.value = freshId();
  toToday(true);
}

const dayOf = (moment) => new Date(moment - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
let day = dayOf(isCopy() ? new Date(said("phone-copy")) : new Date());

// Days that nobody changed move on with the phone's calendar, also for the next `reset`. A day that was typed stays.
function toToday(alsoEmpty = isCopy()) {
  const today = dayOf(new Date());
  document.querySelectorAll("[data-today]").forEach((field) => {
    const { value, defaultValue } = field;
    if (defaultValue ? defaultValue !== day : !alsoEmpty) return;
    field.defaultValue = today;
    field.value = value === defaultValue ? today : value;
  });
  day = today;
}

async function submitted(event) {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("form[data-outbox]")) return;
  event.preventDefault();
  const { submitter } = event;
  const note = await noteOf(form, submitter);
  try {
    await keepNote(note);
  } catch {
    // no room on the phone: the plain way, which needs a signal
    if (!isCopy() && navigator.onLine) return plainly(form, submitter);
    free(form);
    return notice(WORDS.cannot_keep, "error");
  }
  persist();
  await first(form, note, submitter);
}

// Without us, and with the button that was pressed.
function plainly(form, submitter) {
  delete form.dataset.outbox;
  free(form);
  form.requestSubmit(submitter);
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
  if (note.writer) await handOver(note);
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
  rememberWriter().catch(() => undefined);
  document.addEventListener("submit", submitted);
  window.addEventListener("pageshow", () => { if (isCopy()) document.querySelectorAll("form[data-outbox]").forEach(renew); else toToday(); });
  window.addEventListener("online", sendNow);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") { toToday(); sendNow(); } });
  navigator.serviceWorker?.addEventListener("message", ({ data }) => data === "signal" && sendNow());
  setInterval(async () => { if ((await waitingNotes()).some((note) => note.state !== REFUSED)) sendNow(); }, RETRY);
  sendNow();
}
