// The answer of the remittance tool: services as cards, what fewer transfers save.
import { Refusal, floor } from "./exact.js";
import { compare } from "./comparing.js";
import { WORDS } from "./words.js";
import { rupiah } from "./money.js";
import { numberText } from "./numbers.js";
import { readAll } from "./reading.js";

const OLD_DAYS = 30;
const percent = (fraction) => (fraction ? `${numberText(fraction)}%` : "");
const paint = (amount) => (amount === null ? "" : rupiah(amount));

// The rows that were written on, and the trainer's quotes that were ticked.
function rowsOf(form) {
  const rows = [...form.querySelectorAll("[data-row]")].map((place) => ({ ...readAll(place), place, number: place.dataset.row }));
  const quotes = [...form.querySelectorAll("[name=quote]:checked")].map(({ dataset: q }) => ({
    service: q.service, fee: exactText(q.fee), fee_mode: q.feeMode, rate_offered: exactText(q.rateOffered), open: q.open,
    quoted_on: q.quotedOn, source: q.source, row_rate_mid: exactText(q.rateMid), currency: q.currency,
  }));
  return [...rows.filter(({ service, fee, rate_offered }) => service ?? fee ?? rate_offered), ...quotes];
}

const exactText = (text) => (text ? text.replaceAll(".", "").replace(",", ".") : null);

function offerOf(row, index, { amount, rate_mid }, legend) {
  const open = row.open !== "no";
  const service = row.service || legend.replace(/\d+/, row.number ?? index + 1);
  if (row.rate_offered === null && !open) return { ...row, service, open, silent: true };
  if (row.rate_offered === null) throw Object.assign(new Refusal("rate_missing", "rate_offered"), { place: row.place?.querySelector("[name=rate_offered]") });
  return { ...row, service, open, amount, fee: row.fee ?? "0", rate_mid: row.row_rate_mid ?? rate_mid };
}

// A template's text with the figures put in, and only the parts that hold.
function filled(template, figures, holds) {
  const copy = template.content.cloneNode(true);
  copy.querySelectorAll("[data-when]").forEach((place) => { if (!holds[place.dataset.when]) place.remove(); });
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replace(/\{(\w+)\}/g, (_, name) => figures[name] ?? "");
  return copy;
}

function card(template, offer, place, currency) {
  const days = offer.quoted_on ? Math.floor((Date.now() - Date.parse(offer.quoted_on)) / 86_400_000) : null;
  const figures = {
    place, service: offer.service, received: rupiah(offer.received), paid: `${currency} ${numberText(offer.paid)}`, currency,
    each: numberText(offer.each), total: percent(offer.total), part: percent(offer.part), margin: percent(offer.margin),
    year: paint(offer.year), lost: paint(offer.lost), behind: paint(offer.behind), days, source: offer.source,
  };
  const holds = { [offer.mark]: true, total: offer.total !== null, no_total: offer.total === null, falsely_free: offer.falsely_free,
    behind_best: place > 1, old: days !== null && days >= OLD_DAYS, young: days !== null && days < OLD_DAYS };
  const made = filled(template, figures, holds);
  point(made.querySelector("[data-meter]"), offer.total, figures.total);
  made.querySelector("li").className = place === 1 ? "best" : "";
  return made;
}

// The needle over 3%, 5% and 10%, cut to a tenth of a percent.
function point(meter, total, text) {
  if (!meter) return;
  const tenths = Number(floor([total[0] * 10n, total[1]]));
  meter.querySelector("path").setAttribute("d", `M${Math.min(Math.max(tenths, 0), 100) + 2} 0v11`);
  meter.setAttribute("aria-label", `${meter.getAttribute("aria-label")}: ${text}`);
}

// The table of one service: the best one, or the one that the address names; links name the others.
function fewerTable(page, { ranked }, form) {
  const asked = new URLSearchParams(window.location.search).get("with");
  const chosen = ranked.find(({ at }) => String(at) === asked) ?? ranked[0];
  const rows = chosen?.fewer ?? [];
  page.section.querySelector("[data-currency]").textContent = form.elements.currency.value;
  page.part("fewer", rows.length > 0);
  page.out("fewer_service", chosen?.service);
  page.section.querySelector("[data-with]").replaceChildren(...ranked.filter((one) => one !== chosen).map(({ at, service }) => {
    const address = new URLSearchParams(new FormData(form));
    address.set("with", at);
    return Object.assign(document.createElement("a"), { className: "button second", href: `?${address}#lebih-jarang`, textContent: service });
  }));
  page.part("with", ranked.length > 1);
  const body = page.section.querySelector("[data-fewer] tbody");
  body.replaceChildren(...rows.map(({ times, each, fees, saved }, index) => {
    const line = document.createElement("tr");
    line.insertCell().append(times, ...(index ? [] : [" ", Object.assign(document.createElement("small"), { textContent: `(${WORDS.now})` })]));
    [numberText(each), numberText(fees), rupiah(saved)].forEach((text) => Object.assign(line.insertCell(), { className: "num", textContent: text }));
    return line;
  }));
}

export function remittanceAnswer(form, page) {
  const asked = readAll(form);
  const rows = rowsOf(form);
  if (rows.length === 0) throw Object.assign(new Refusal("needed", "service"), { place: form.querySelector("[data-row] [name=service]") });
  const { currency } = asked;
  const others = [...new Set(rows.map((row) => row.currency ?? currency))].filter((one) => one !== currency).sort();
  if (others.length) throw new Refusal("other_currency", "currency", { currency: others.join(", ") });
  const legend = form.querySelector("[data-row] legend").textContent;
  const offers = rows.map((row, index) => ({ ...offerOf(row, index, asked, legend), at: index + 1 }));
  const found = compare(offers.filter((offer) => !offer.silent), asked.times);
  const { section } = page;
  const template = section.querySelector("[data-offer-card]");
  section.querySelector("[data-offers]").replaceChildren(...found.ranked.map((offer, index) => card(template, offer, index + 1, currency)));
  section.querySelectorAll("[data-unclear]").forEach((place) => place.remove());
  const names = offers.filter((offer) => !offer.open).map(({ service }) => service).join(", ");
  if (names) section.querySelector("[data-offers]").after(filled(section.querySelector("[data-unclear-copy]"), { names }, {}));
  page.part("best", Boolean(found.best));
  page.out("best_service", found.best?.service);
  page.rupiah("best_received_idr", found.best?.received);
  page.part("mean_percent", found.mean !== null);
  page.out("mean_percent", percent(found.mean));
  fewerTable(page, found, form);
}
