"""The sentences for reasons and problems: English ids here, Indonesian in cashbook.po."""

from coop_app.cashbook.excel.proposing.categories import CATEGORIES
from coop_app.cashbook.excel.values import Problem, Reason, Translate
from coop_app.refusal import N_

# What is wrong or doubtful in a sheet.
_PROBLEMS = {
    "amount_missing": N_("This row has a description but no amount; it is left out."),
    "amount_unreadable": N_('"%(text)s" is not an amount; correct it in Excel or enter this row by hand.'),
    "after_end": N_("This amount stands below the totals; it is left out. Check whether it belongs in the book."),
    "balance_differs": N_("The balance here is %(written)s but should be %(computed)s."),
    "both_amounts": N_("This row has an amount in both columns: %(one)s in and %(other)s out."),
    "closing_differs": N_("The sheet ends with %(written)s, but its rows add up to %(computed)s."),
    "date_impossible": N_("There is no day %(day)s in this month; the date above is used."),
    "date_missing": N_("No date stands here or above; the first day of the month is used."),
    "date_outside_month": N_("The date %(on)s lies outside the month of this sheet."),
    "date_unreadable": N_('"%(text)s" is not a date; the date above is used.'),
    "day_month_swapped": N_("Day and month were swapped; %(on)s is used."),
    "description_missing": N_("This row has an amount but no description."),
    "fraction_rounded": N_("The amount %(exact)s has a fraction of a rupiah; %(booked)s is booked so that the balance fits."),
    "hidden_row": N_("This row is hidden in Excel; it is counted all the same."),
    "hidden_sheet": N_("This sheet is hidden in Excel; it is read all the same."),
    "negative_amount": N_("The amount %(amount)s is negative; it is counted as money going the other way."),
    "newest_first": N_("The newest row stands on top; the rows are read from the oldest on."),
    "opening_derived": N_("No opening balance is written; %(opening)s follows from the first row."),
    "opening_differs": N_("The sheet opens with %(opening)s, but the one before closed with %(former)s."),
    "title_year_differs": N_("The title says %(title)s but the dates say %(year)s; please check the year."),
    "orientation_assumed": N_("No balance shows which column is money in; the headings were believed. Please check."),
    "sheet_out_of_order": N_("The sheets are not in the order of the months; they are read month by month."),
    "total_differs": N_("The total here is %(written)s, but the rows add up to %(computed)s."),
    "wrong_column": N_("By the balance this amount stands in the wrong column: the balance is %(written)s, the rows give %(computed)s."),
    "wrong_year": N_("The date %(written)s has a wrong year; %(corrected)s is used."),
}  # fmt: skip

# Why a row or sheet is left out.
_LEFT_OUT = {
    "opening": N_("opening balance"),
    "carried_forward": N_("balance carried forward"),
    "total": N_("total"),
    "signature": N_("signature or place and date"),
    "empty_numbered": N_("empty row with a number only"),
    "repeated_header": N_("heading printed again"),
    "column_numbers": N_("numbers of the columns"),
    "month_heading": N_("name of the month"),
    "no_amount": N_("no amount"),
    "text_only": N_("text without an amount"),
    "no_header": N_("This sheet is not a cash book: no headings were found."),
    "summary": N_("This sheet is a summary without dates; it is left out."),
    "empty_sheet": N_("This sheet is empty."),
}

# Why a proposal is what it is.
_WHY = {
    "words_in": N_('Money came in and the description says "%(words)s": %(category)s.'),
    "words_out": N_('Money went out and the description says "%(words)s": %(category)s.'),
    "learned": N_('You chose this before for "%(words)s": %(category)s.'),
    "no_known_words": N_("No word in the description says what this is; please choose."),
    "months_read": N_('"%(text)s" means %(months)s (%(count)s months).'),
    "months_counted": N_("It says %(count)s months but not which; the oldest unpaid months will be taken."),
    "months_unclear": N_('The months in "%(text)s" are not clear; please choose them.'),
    "months_without_year": N_('"%(text)s" has no year; please choose the months.'),
    "months_uneven": N_("The amount cannot be divided evenly over %(count)s months."),
    "months_again": N_("%(months)s is already paid in row %(rows)s."),
    "several_kinds": N_("Several kinds of savings stand in one row: %(kinds)s. Please divide it."),
    "member_alike": N_('"%(name)s" is most like %(member)s (%(number)s).'),
    "member_unclear": N_('"%(name)s" may be: %(names)s. Please choose.'),
    "new_member": N_('"%(name)s" is not in the register. A new member?'),
    "several_people": N_("Several people pay in one row: %(names)s. Please divide it."),
    "already_moved": N_("This transfer is already in the program as voucher %(voucher)s; it is left out here."),
    "recheck": N_("The row is marked to be checked again."),
    "row_problem": N_("This row has a remark of its own above."),
    "both_ways": N_("Money came in and went out in the same row."),
    "equal_row": N_("Another row looks just the same: %(rows)s. That can be right."),
    "possible_double": N_("A row like this was imported before; it may be a double."),
    "same_file": N_("This same file was imported before."),
}  # fmt: skip

SENTENCES = _PROBLEMS | _LEFT_OUT | _WHY


def sentence(reason: Reason, translate: Translate) -> str:
    """A reason as a person reads it, in the language of `translate`."""
    facts = dict(reason.facts)
    if category := CATEGORIES.get(facts.get("category", "")):
        facts["category"] = translate(category.label)
    template = translate(_PROBLEMS.get(reason.code) or SENTENCES[reason.code])
    return template % facts


def left_out(reason: Reason, translate: Translate) -> str:
    """Why a row was left out."""
    return translate(_LEFT_OUT.get(reason.code) or SENTENCES[reason.code]) % dict(reason.facts)


def message(problem: Problem, translate: Translate) -> str:
    return sentence(problem.reason, translate)


def why(reasons: tuple[Reason, ...], translate: Translate) -> str:
    """All reasons of a proposal in one line; the first names the word that decided."""
    return " ".join(sentence(reason, translate) for reason in reasons)
