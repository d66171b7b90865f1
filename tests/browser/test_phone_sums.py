"""A phone without a signal counts to the rupiah as the program does."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import sums
from tests.browser.serving import Served
from tests.browser.sums import Sum
from tests.browser.walking import PHONE, walking

pytestmark = pytest.mark.browser
MANY = 300
#: `W` turns whole numbers of the question into the phone's; answers come back with theirs as text
ASK = """async ([module, questions]) => {
  const m = await import(`/static/js/belajar/${module}.js`);
  const x = await import("/static/js/belajar/exact.js");
  const n = await import("/static/js/belajar/numbers.js");
  const W = (value) => Array.isArray(value) ? value.map(W)
    : typeof value === "number" ? BigInt(value)
    : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, W(v)])) : value;
  const ask = (q) => (SCRIPT);
  const told = (value) => JSON.parse(JSON.stringify(value, (_, v) => typeof v === "bigint" || typeof v === "number" ? String(v) : v));
  return questions.map((q) => {
    try { return told(ask(q)); }
    catch (error) {
      if (!(error instanceof x.Refusal)) throw error;
      return { code: error.code, field: error.field ?? null, facts: told(Object.fromEntries(Object.entries(error.facts).map(([k, v]) => [k, String(v)]))) };
    }
  });
}"""

REMITTANCE = {
    "amount": "1000",
    "fee": "0",
    "fee_mode": "on_top",
    "rate_offered": "3520",
    "rate_mid": "3650",
}
SUMS = {
    "remittance": Sum(
        "m.remittance(q)", "remittance", sums.remittance, lambda q: sums.calculate("remittance", q),
        # cases, and what is refused
        (REMITTANCE, REMITTANCE | {"rate_mid": None}, REMITTANCE | {"rate_mid": "0"}, REMITTANCE | {"rate_offered": "3700"},
         REMITTANCE | {"amount": "33000", "fee": "2257.2"}, REMITTANCE | {"amount": "570", "fee": "1743"},
         REMITTANCE | {"fee": "10", "fee_mode": "deducted", "rate_offered": "1.50"},
         REMITTANCE | {"fee": "1000.01", "fee_mode": "deducted"}, REMITTANCE | {"amount": "0"}, REMITTANCE | {"rate_offered": "0"},
         REMITTANCE | {"amount": "1000000000000", "rate_offered": "1000000000"}),
    ),
    "goal": Sum("m.goal(W(q))", "goal", sums.goal, lambda q: sums.calculate("goal", q)),
    "budget": Sum("m.budget(W(q))", "budget", sums.budget, lambda q: sums.calculate("budget", q)),
    "product cost": Sum("m.productCost(W(q))", "cost", sums.cost, sums.cost_answer,
                        ({"costs": [915_000, 160_000, 141_667], "good_units": 100, "margin_percent": "30"},)),
    "loan": Sum("m.loan({ ...W(q), months: q.months, grace: q.grace })", "loan", sums.loan, sums.loan_answer),
    "two debts": Sum(
        """(({ flat, declining, ...rest }) => ({ sides: [flat, declining].map((s) => [s.instalments[0].total, s.instalments.at(-1).total,
        s.total_interest, s.total, s.effective_percent_per_year]), net: rest.net_disbursed, fees: rest.fees, difference: rest.difference }))
        (m.bothWays({ ...W(q), months: q.months }))""", "debts", sums.two_debts, sums.two_debts_answer),
    "phone loan": Sum(
        """((o) => [o.cut, o.received, o.interest, o.to_pay, o.cost, o.effective_percent_per_year, o.chain.map((e) => [e.loan, e.to_pay])])
        (m.phoneLoan(W(q)))""", "debts", sums.phone_loan, sums.phone_loan_answer),
    "services": Sum(
        """((f) => ({ ranked: f.ranked.map((o) => [o.service, o.mark, o.falsely_free, x.hundredths(o.each), o.year, o.behind,
        o.fewer.map((r) => [r.times, x.hundredths(r.each), x.plain(r.fees), r.saved])]),
        unclear: f.unclear.map((o) => o.service), mean: f.mean && x.hundredths(f.mean) }))(m.compare(q.offers, BigInt(q.times)))""",
        "comparing", sums.services, sums.services_answer),
    "bad days": Sum("m.reserve(W(q))", "reserve", sums.bad_days, sums.bad_days_answer),
    "savings": Sum("m.grow(W(q.plan), q.terms, q.first).map((y) => [y.number, y.paid_in, y.interest, y.tax, y.total])",
                   "growing", sums.saving, sums.saving_answer),
    "typed rupiah": Sum("((a) => [a, m.rupiah(a)])(m.parseRupiah(q.text))", "money", sums.typed, sums.rupiah_answer),
    "typed number": Sum(
        "((d) => [x.hundredths([d[0] * 10000n, d[1]]), n.numberText(d), n.numberText(d, 6)])(x.exact(m.parseNumber(q.text)))",
        "numbers", sums.typed, sums.number_answer),
}  # fmt: skip


@pytest.fixture(scope="module")
def phone(chromium: Browser, site: Served) -> Iterator[Page]:
    """Any page of the program: the modules come from it."""
    with walking(chromium, site.address, width=PHONE) as walk:
        walk.page.goto(site.address + "/sw.js")
        yield walk.page


@pytest.mark.parametrize("name", SUMS)
def test_a_phone_counts_as_the_program_does(phone: Page, name: str) -> None:
    asked = SUMS[name]
    questions = asked.questions(MANY)
    expected = asked.answers(questions)
    refused = sum(isinstance(one, dict) and "code" in one for one in expected)
    assert len(questions) - refused > MANY // 4, "too few questions have an answer"
    found = phone.evaluate(ASK.replace("SCRIPT", asked.script), [asked.module, questions])
    wrong = [case for case in zip(questions, expected, found, strict=True) if case[1] != case[2]]
    assert not wrong, f"{len(wrong)} of {len(questions)}; first: {wrong[0]}"
