// Numbers with a fraction, typed and shown the Indonesian way (literacy/rules/calculators/numbers.py).
import { Refusal, exact, halfUp, less, sign } from "./exact.js";

const LARGEST = [10n ** 12n, 1n], PLACES = 6;

// Decimal text such as "2500.75". What can be read in two ways is refused with both readings.
export function parseNumber(text, field = "amount") {
  const cleaned = text.replaceAll(" ", "").replaceAll("\u00a0", "");
  const unreadable = new Refusal("number_unreadable", field);
  if (cleaned.length > 24) throw unreadable;
  if (/^[1-9]\d{0,2},\d{3}$/.test(cleaned)) throw new Refusal("number_unclear", field, { one: cleaned.replace(",", "."), other: `${cleaned}0` });
  const found = plainOf(cleaned);
  if (found === null) throw unreadable;
  if (sign(less(exact(found), LARGEST)) > 0) throw new Refusal("number_too_large", field);
  if ((found.split(".")[1] ?? "").length > PLACES) throw unreadable;
  return found;
}

function plainOf(text) {
  if (/^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(text) || /^\d+(,\d+)?$/.test(text)) return text.replaceAll(".", "").replace(",", ".");
  if (/^\d+\.\d+$/.test(text)) return text;
  return /^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : null;
}

// "2.500,75" from a fraction, rounded half-up; noughts at the end are left out.
export function numberText(value, places = 2) {
  const unit = 10n ** BigInt(places);
  const scaled = halfUp([value[0] * unit, value[1]]);
  const size = scaled < 0n ? -scaled : scaled;
  const whole = String(size / unit).replace(/\B(?=(\d{3})+(?!\d))/g, ".");
  const part = places ? String(size % unit).padStart(places, "0").replace(/0+$/, "") : "";
  return `${scaled < 0n ? "-" : ""}${whole}${part && `,${part}`}`;
}
