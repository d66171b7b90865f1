// Sends what waits. Nothing leaves the queue before the server says that it has it; one bad note stops no other.
import { WORDS } from "./words.js";
import { changeNote, markSent, waitingNotes } from "./store.js";

const PATIENCE = 15_000;
export const NO_SIGNAL = "no_signal";
export const TAKEN = "taken";
export const REFUSED = "refused";
export const STAYS = "stays";
// where a note belongs to a family
export const HOME = /^\/(belajar|keluarga)(\/|$)/;

const ask = (address, options = {}) => fetch(address, { cache: "no-store", signal: AbortSignal.timeout?.(PATIENCE), ...options });

// A token for this form and for whom this phone may write; null without a signal.
export async function permit(action) {
  try {
    const answer = await ask(`/belajar/tanda?untuk=${encodeURIComponent(action)}`, { redirect: "error" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

// Whoever joins a session has the phone now: the pages that it keeps of the one before show that one's answers.
export const handOver = async ({ action }) => { if (/^\/ikut\/[^/]+$/.test(action)) await window.caches?.delete("kelas").catch(() => false); };

// {kind, next?, page?, sentence?}: taken over, refused with the server's page, kept for later, or no signal.
export async function send(note, { silent = true, mine = !silent } = {}) {
  const pass = await permit(note.action);
  if (!pass) return { kind: NO_SIGNAL };
  if (note.writer && !pass.writers.includes(note.writer)) return { kind: STAYS, sentence: pass.writers.length ? WORDS.others : WORDS.sign_in_first };
  // written when nobody was known here: never by itself into the book of whoever signed in since
  if (!note.writer && !mine && HOME.test(note.action) && pass.writers.length) return { kind: STAYS, sentence: WORDS.whose };
  const body = new URLSearchParams(note.fields.map(({ name, value }) => [name, value]));
  body.set("csrf_token", pass.token);
  body.set("request_id", note.id);
  const headers = { "X-Outbox": note.id, "X-Outbox-Writer": note.writer };
  if (silent) headers["X-Outbox-Silent"] = "1";
  try {
    const answer = await ask(note.action, { method: "POST", body, headers, redirect: "error" });
    return await read(answer, note);
  } catch {
    return { kind: NO_SIGNAL };
  }
}

async function read(answer, note) {
  if (answer.ok) {
    const word = await answer.json();
    await handOver(note);
    return word.taken === note.id ? { kind: TAKEN, next: word.next } : { kind: STAYS, sentence: WORDS.busy };
  }
  if (answer.status === 422) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return { kind: REFUSED, page, sentence: sentenceOf(page) };
  }
  if ([401, 403, 409].includes(answer.status)) return { kind: STAYS, sentence: WORDS.sign_in_first };
  if ([404, 405, 410].includes(answer.status)) return { kind: REFUSED, sentence: WORDS.not_known };
  return { kind: STAYS, sentence: WORDS.busy };
}

// What the refused form says: at its fields if it can, otherwise above it.
function sentenceOf(page) {
  const said = (selector) => [...page.querySelectorAll(selector)].map((place) => place.textContent.trim()).filter(Boolean);
  const atFields = said("main small.error, main .error small");
  return (atFields.length ? atFields : said("main .notice.error, main [role=alert]")).join(" ");
}

// One window sends at a time; without locks the server still takes each note once.
export function sendAll() {
  const alone = navigator.locks ? (work) => navigator.locks.request("belajar-kirim", { ifAvailable: true }, (lock) => lock && work()) : (work) => work();
  return alone(async () => {
    let mine = false;
    for (const note of await waitingNotes()) {
      if (note.state === REFUSED) continue;
      const answer = await send(note, { mine });
      if (answer.kind === NO_SIGNAL) return answer.kind;
      // the first one of nobody known began a family: the others of this phone follow it
      mine ||= answer.kind === TAKEN && !note.writer && HOME.test(note.action);
      if (answer.kind === TAKEN) await markSent(note.id);
      else await changeNote(note.id, { state: answer.kind === REFUSED ? REFUSED : "waiting", sentence: answer.sentence });
    }
    return TAKEN;
  });
}
