// Rupiah as people type it and as it is shown: the same rules as coop_app/money.py.
import { Refusal, money } from "./exact.js";

const grouped = (amount) => String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, ".");

export const rupiah = (amount) => (amount < 0n ? `-Rp${grouped(-amount)}` : `Rp${grouped(amount)}`);

// A BigInt. An amount that can be read in two ways is refused with both readings.
export function parseRupiah(text, field = "amount") {
  const cleaned = text.replaceAll("\u00a0", " ").replace(/^\s*(rp|idr)\.?\s*/i, "").trim()
    .replace(/,\s*-+\s*$|\.-+$|,=$/g, "").replaceAll(" ", "");
  const negative = cleaned.startsWith("-");
  const digits = negative ? cleaned.slice(1) : cleaned;
  if (digits.length > 24) throw new Refusal("amount_unreadable", field);
  const amount = readDigits(digits, field);
  return money(negative ? -amount : amount, field);
}

function readDigits(digits, field) {
  const unclear = (one, other) => new Refusal("amount_unclear", field, { one, other });
  const shown = (text) => rupiah(money(BigInt(text), field));
  if (/^\d+$/.test(digits) || /^\d{1,3}(\.\d{3})+$/.test(digits)) return BigInt(digits.replaceAll(".", ""));
  const cents = /^(\d{1,3}(?:\.\d{3})+|\d+),(\d{1,2})$/.exec(digits);
  if (cents) {
    const whole = cents[1].replaceAll(".", "");
    if (BigInt(cents[2]) === 0n) return BigInt(whole);
    throw unclear(shown(whole), shown(whole + cents[2]));
  }
  if (/^\d{1,3}(,\d{3})+(\.\d{1,2})?$/.test(digits)) {
    const comma = digits.indexOf(",");
    const thousands = shown(digits.split(".")[0].replaceAll(",", ""));
    throw unclear(thousands, `Rp${digits.slice(0, comma)},${digits.slice(comma + 1)}`);
  }
  if (/^\d+\.\d{1,2}$/.test(digits)) {
    const [before, after] = digits.split(".");
    throw unclear(shown(before), shown(before + after));
  }
  throw new Refusal("amount_unreadable", field);
}
