// What is typed at the till outlives a lost reply and a session that ran out: it stays in this tab, for whoever typed it,
// until its note is there. The form keeps its request id, so whatever is sent again is recorded once.
const KEPT_FOR = 12 * 60 * 60 * 1000;
const PATIENCE = 20_000;
const NEVER = ["csrf_token", "cari", "step"];

document.querySelectorAll("form[data-till]").forEach((form) => {
  const key = `till:${form.dataset.tillWho}:${new URL(form.action).pathname}`;
  const notices = { lost: form.querySelector("[data-till-lost]"), kept: form.querySelector("[data-till-kept]") };
  let [sent, sending, plainly] = [false, false, false];

  const forget = () => sessionStorage.removeItem(key);
  const keep = () => {
    const fields = [...new FormData(form)].filter(([name]) => !NEVER.includes(name));
    if (!fields.some(([name, value]) => name.startsWith("q-") && value.trim())) return forget();
    sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), sent, fields }));
  };
  const say = (which) => {
    Object.entries(notices).forEach(([name, place]) => { place.hidden = name !== which; });
    if (which === "lost") notices.lost.focus();
  };

  // Goods that ran out have no field on a fresh page, nor has a discount on one of them: what was sent is sent again whole.
  const carry = (name, value) => {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    field.toggleAttribute("data-till-absent", name.startsWith("q-"));
    form.append(field);
  };

  const recall = () => {
    const draft = JSON.parse(sessionStorage.getItem(key) || "null");
    if (!draft || Date.now() - draft.at > KEPT_FOR) return forget();
    // a basket that was never sent is of today, whatever day it was begun
    draft.fields.filter(([name]) => draft.sent || name !== "on").forEach(([name, value]) => {
      if (form.elements[name]) form.elements[name].value = value;
      else if (draft.sent && /^[qudr]-/.test(name) && value.trim()) carry(name, value);
    });
    sent = draft.sent;
    say(sent ? "lost" : "kept");
    // what was sent keeps the total that was told with it; a basket begun earlier is counted anew
    form.dispatchEvent(new Event(sent ? "till-recalled" : "input", { bubbles: true }));
  };

  const free = () => {
    [sending, plainly] = [false, false];
    delete form.dataset.sent;
    form.querySelectorAll("[data-once]").forEach((button) => button.removeAttribute("aria-busy"));
  };

  // The note's address, or null when the server wants to say something on the form itself.
  const ask = async (button) => {
    const patience = new AbortController();
    const waiting = setTimeout(() => patience.abort(), PATIENCE);
    const body = new URLSearchParams(new FormData(form));
    body.set(button.name, button.value);
    try {
      const answer = await fetch(form.action, { method: "POST", body, signal: patience.signal });
      if (answer.status >= 500) throw new Error(String(answer.status));
      return answer.redirected && new URL(answer.url).pathname.startsWith(form.dataset.till) ? answer.url : null;
    } finally {
      clearTimeout(waiting);
    }
  };

  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (plainly || button?.value !== "save") return;
    event.preventDefault();
    if (sending) return;
    const before = sent;
    [sending, sent] = [true, true];
    keep();
    try {
      const note = await ask(button);
      if (note) {
        forget();
        return location.assign(note);
      }
      // nothing was recorded just now, but perhaps by a try before
      sent = before;
      keep();
      free();
      plainly = true;
      form.requestSubmit(button);
    } catch {
      free();
      say("lost");
    }
  });

  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.querySelectorAll("[data-till-empty]").forEach((button) => button.addEventListener("click", () => {
    forget();
    location.assign(form.action);
  }));
  window.addEventListener("pageshow", free);
  if ("tillFresh" in form.dataset) recall();
});
