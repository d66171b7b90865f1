// Flat against declining, and the lender of the telephone (literacy/rules/calculators/debts.py and lender.py).
import { Refusal, exact, halfUp, hundredths, less, money, over, sign, times } from "./exact.js";
import { loan } from "./loan.js";
import { rupiah } from "./money.js";

const LONGEST = 120, HUNDRED = [100n, 1n], DAYS_OF_YEAR = 365n, LONGEST_DAYS = 366n, CHAIN = 3;

const between = (text, most) => sign(exact(text)) >= 0 && sign(less(exact(text), most)) <= 0;

// One wish by both methods: {flat, declining, net_disbursed, fees, difference}.
export function bothWays({ principal, percent, per, months, provision = "0", admin = 0n }) {
  if (months < 1 || months > LONGEST) throw new Refusal("term_unusual", "term_months", { longest: LONGEST });
  if (admin < 0n || !between(provision, HUNDRED)) throw new Refusal("fees_below_zero", "admin");
  const [flat, declining] = ["flat", "declining"].map((method) => loan({ principal, percent, per, method, months, provision, admin }));
  const net = flat.net_disbursed;
  return { flat, declining, net_disbursed: net, fees: principal - net, difference: money(flat.total_interest - declining.total_interest) };
}

// A cut at once and interest by the day; `chain` are the loans it takes when each is paid back with the next.
export function phoneLoan(given) {
  const first = one(given);
  const chain = [];
  for (let last = first; chain.length < CHAIN; chain.push(last)) {
    const paper = money(halfUp(over([last.to_pay * 100n, 1n], less(HUNDRED, exact(given.cut_percent)))));
    last = one({ ...given, loan: paper });
  }
  return { ...first, chain };
}

function one({ loan: paper, cut_percent, daily_percent, days }) {
  if (paper <= 0n) throw new Refusal("loan_not_positive", "loan");
  if (days < 1n || days > LONGEST_DAYS) throw new Refusal("days_out_of_range", "days", { longest: LONGEST_DAYS });
  if (!between(daily_percent, HUNDRED)) throw new Refusal("daily_rate_out_of_range", "daily_percent", { percent: daily_percent });
  const cut = money(halfUp(over(times([paper, 1n], exact(cut_percent)), HUNDRED)));
  const received = paper - cut;
  if (sign(exact(cut_percent)) < 0 || received <= 0n) throw new Refusal("nothing_left", "cut_percent", { loan: rupiah(paper) });
  const interest = money(halfUp(over(times([paper * days, 1n], exact(daily_percent)), HUNDRED)));
  const to_pay = money(paper + interest);
  const cost = money(to_pay - received);
  return { loan: paper, cut, received, interest, to_pay, cost, effective_percent_per_year: hundredths([cost * 100n * DAYS_OF_YEAR, received * days]) };
}
