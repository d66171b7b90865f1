// How each tool's answer stands on its page; the sums are in the modules of their names.
import { Refusal, exact } from "./exact.js";
import { budget } from "./budget.js";
import { WORDS } from "./words.js";
import { labourWorth, productCost } from "./cost.js";
import { bothWays, phoneLoan } from "./debts.js";
import { goal } from "./goal.js";
import { grow } from "./growing.js";
import { reserve } from "./reserve.js";
import { numberText } from "./numbers.js";
import { rupiah } from "./money.js";
import { readAll } from "./reading.js";
import { remittanceAnswer } from "./services.js";

const LAST_NAMED = 1200n;

const thisMonth = () => {
  const today = new Date();
  return `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, "0")}`;
};

// "November 2026", so many months after this one.
function monthAfter(months) {
  const [year, month] = thisMonth().split("-").map(Number);
  const day = new Date(Date.UTC(year, month - 1 + Number(months), 1));
  return day.toLocaleDateString(document.documentElement.lang, { month: "long", year: "numeric", timeZone: "UTC" });
}

function reachedIn(page, months) {
  const named = months !== null && months !== undefined && months <= LAST_NAMED;
  page.part("done_in", named);
  page.out("done_in", named ? monthAfter(months) : "");
}

function goalAnswer(form, page) {
  const { name, target, saved, months, per_month } = readAll(form);
  if (months === null && per_month === null) throw new Refusal("nothing_put_aside", "months");
  const found = goal({ target, saved: saved ?? 0n, months, per_month });
  const given = saved ?? 0n;
  if (name) page.section.querySelector("h2").textContent = name;
  page.rupiah("missing", target > given ? target - given : 0n);
  page.rupiah("per_month", found.per_month);
  page.part("per_month", found.per_month !== undefined);
  page.out("months", found.months);
  page.part("months", found.months !== undefined);
  const both = months !== null && per_month !== null;
  page.out("late_by_months", found.late_by_months || "");
  page.part("in_time", both && found.late_by_months === 0n);
  page.part("late", both && found.late_by_months > 0n);
  reachedIn(page, found.months ?? months);
}

function reserveAnswer(form, page) {
  const { spending, months, saved, per_month } = readAll(form);
  const found = reserve({ spending, months, saved: saved ?? 0n, per_month });
  page.rupiah("target", found.target);
  page.rupiah("missing", found.missing);
  page.out("covered_months", numberText(exact(found.covered_months)));
  page.out("months_needed", found.months_needed);
  page.part("months_needed", found.months_needed !== null);
  page.section.querySelector("[data-bar]")?.setAttribute("width", found.filled_percent * 98n / 100n);
  reachedIn(page, found.months_needed);
}

function duesAnswer(form, page) {
  const { pokok, dues, voluntary, years, percent_per_year } = readAll(form);
  const terms = JSON.parse(form.dataset.terms);
  const percent = percent_per_year ?? "0";
  const tiers = Number(percent) === Number(terms.percent) && terms.tiers ? terms.tiers : [[null, percent]];
  const found = grow({ pokok: pokok ?? 0n, dues: dues ?? 0n, voluntary: voluntary ?? 0n, years }, { ...terms, tiers }, thisMonth());
  const end = found.at(-1);
  for (const [name, key] of [["total", "total"], ["pokok_sum", "pokok"], ["dues_sum", "dues"], ["voluntary_sum", "voluntary"], ["interest", "interest"], ["tax", "tax"]]) page.rupiah(name, end[key]);
  const few = found.filter(({ number }, index) => found.length <= 15 || number % 5n === 0n || index === found.length - 1 || index === 0);
  page.section.querySelector("[data-years]").replaceChildren(...few.map((year) => row([year.number, year.paid_in, year.interest - year.tax, year.total])));
}

// A row of a table: the first cell as it is, then amounts.
function row([first, ...others]) {
  const line = document.createElement("tr");
  line.insertCell().textContent = first;
  others.forEach((amount) => Object.assign(line.insertCell(), { className: "num", textContent: rupiah(amount).replace("Rp", "") }));
  return line;
}

const percentText = (text) => `${numberText(exact(text))}%`;

function debtAnswer(form, page) {
  const { principal, percent, per, term_months, provision_percent, admin } = readAll(form);
  const found = bothWays({ principal, percent, per, months: Number(term_months), provision: provision_percent ?? "0", admin: admin ?? 0n });
  for (const side of ["flat", "declining"]) {
    const { instalments, total_interest, total, effective_percent_per_year } = found[side];
    page.rupiah(`${side}_first`, instalments[0].total);
    page.rupiah(`${side}_last`, instalments.at(-1).total);
    page.rupiah(`${side}_total_interest`, total_interest);
    page.rupiah(`${side}_total`, total);
    page.out(`${side}_effective`, percentText(effective_percent_per_year));
  }
  for (const name of ["difference", "fees", "net_disbursed"]) page.rupiah(name, found[name]);
  page.part("fees", found.fees > 0n);
  page.part("difference", found.difference > 0n);
}

function onlineAnswer(form, page) {
  const { loan, cut_percent, daily_percent, days } = readAll(form);
  const found = phoneLoan({ loan, cut_percent: cut_percent ?? "0", daily_percent: daily_percent ?? "0", days });
  for (const name of ["received", "to_pay", "cost"]) page.rupiah(name, found[name]);
  page.out("for_days", days);
  page.out("effective_percent_per_year", percentText(found.effective_percent_per_year));
  const rows = [found, ...found.chain].map((one, index) => row([index + 1, one.loan, one.to_pay]));
  page.section.querySelector("[data-chain]").replaceChildren(...rows);
}

const amountsOf = (form, key) => [...form.querySelectorAll(`[data-costs="${key}"] [data-line]`)]
  .map((line) => readAll(line)[`${key}_amount`]).filter((amount) => amount !== null);

function priceAnswer(form, page) {
  const asked = readAll(form);
  const materials = amountsOf(form, "materials"), overhead = amountsOf(form, "overhead");
  const packaging = asked.packaging ?? 0n, labour = asked.labour ?? 0n;
  if ([...materials, ...overhead, packaging, labour].some((amount) => amount < 0n)) throw new Refusal("cost_below_zero", "packaging");
  const own = labourWorth(asked.own_hours ?? "0", asked.hourly_rate ?? 0n);
  const sum = (amounts) => amounts.reduce((all, one) => all + one, 0n);
  const paid = sum(overhead) + labour;
  if (asked.markup_percent !== null && Number(asked.markup_percent) > 1000) throw new Refusal("markup_out_of_range", "markup_percent");
  const found = productCost({ ...asked, costs: [...materials, packaging, paid, own], fixed_cost: asked.fixed_cost || null });
  if (found.total === 0n) throw new Refusal("nothing_spent", "packaging");
  const profit = asked.price === null ? null : asked.price - found.unit_cost;
  page.rupiah("unit_cost", found.unit_cost);
  for (const [name, amount] of Object.entries({ materials_total: sum(materials), packaging_total: packaging, own_labour: own, paid_total: paid, total: found.total })) page.rupiah(name, amount);
  page.out("pieces", numberText([asked.good_units, 1n]));
  for (const [name, amount] of Object.entries({ price_by_markup: found.price_by_markup, price_by_margin: found.price_by_margin, profit })) {
    page.rupiah(name, amount);
    page.part(name, amount !== null);
  }
  page.out("break_even_units", found.break_even_units === null ? "" : numberText([found.break_even_units, 1n]));
  page.part("break_even_units", found.break_even_units !== null);
  page.part("loss", profit !== null && profit < 0n);
}

// Rows are `name-1`, `planned-1`, `spent-1`; a name without a figure is left out of the sum.
function budgetAnswer(form, page) {
  const asked = readAll(form);
  const numbers = Object.keys(asked).filter((name) => name.startsWith("planned-")).map((name) => name.slice("planned-".length));
  const envelopes = numbers.map((n) => ({ name: asked[`name-${n}`] ?? "", planned: asked[`planned-${n}`], spent: asked[`spent-${n}`] }))
    .filter(({ planned, spent }) => planned !== null || spent !== null)
    .map(({ name, planned, spent }) => ({ name, planned: planned ?? 0n, spent: spent ?? 0n }));
  const found = budget({ income: asked.income, envelopes });
  page.rupiah("income", asked.income);
  page.rupiah("allocated", found.allocated);
  page.rupiah("unallocated", found.unallocated);
  const { unallocated } = found;
  const word = unallocated === 0n ? "all_placed" : unallocated > 0n ? "not_placed" : "too_much";
  page.section.querySelector('[data-part="said"]').textContent = WORDS[word].replace("%(amount)s", rupiah(unallocated < 0n ? -unallocated : unallocated));
  page.part("envelopes", found.envelopes.length > 0);
  page.section.querySelector("[data-envelopes]").replaceChildren(...found.envelopes.map(({ name, planned, spent, left }) => row([name, planned, spent, left])));
}

export const ANSWERS = {
  budget: budgetAnswer,
  goal: goalAnswer, emergency: reserveAnswer, dues: duesAnswer, debt: debtAnswer, online: onlineAnswer,
  price: priceAnswer, remittance: remittanceAnswer,
};
