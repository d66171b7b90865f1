"""What a second person agrees to about risk: a write-off, and a new policy."""

from typing import Any

from flask_babel import gettext as _

from coop_app import auth
from coop_app.dates import parse_date
from coop_app.loans import queries, service
from coop_app.loans.rules.portfolio import policy as policies
from coop_app.loans.rules.portfolio.judging import CLASSES
from coop_app.loans.rules.portfolio.losses import Recovery, WriteOff
from coop_app.loans.views.portfolio import presenting
from coop_app.loans.views.portfolio.losses import WRITE_OFF
from coop_app.loans.views.portfolio.policy import POLICY
from coop_app.loans.views.portfolio.recovering import RECOVER
from coop_app.members import queries as members
from coop_app.refusal import N_
from coop_app.web.filters import long_day, percent, rupiah_text


def _describe_write_off(cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    asked = auth.unpacked(WriteOff, content["write_off"])
    loan = queries.get_loan(cooperative_id, asked.loan_id)
    left = queries.left_of(loan.book_id, loan)
    return [
        (_("Loan"), loan.label),
        (_("Member"), members.get_member(cooperative_id, loan.member_id).label),
        (_("Written off"), rupiah_text(left.principal)),
        (_("Set aside for it"), rupiah_text(left.set_aside)),
        (_("Date"), long_day(asked.on)),
        (_("Reason"), asked.why),
    ]


def _write_off(agreed: auth.Agreed) -> None:
    content = agreed.content
    asked = auth.unpacked(WriteOff, content["write_off"])
    service.write_off(desk=agreed.desk, asked=asked, request_id=content["request_id"])


def _describe_recovery(cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    asked = auth.unpacked(Recovery, content["recovery"])
    loan = queries.get_loan(cooperative_id, asked.loan_id)
    return [
        (_("Loan"), loan.label),
        (_("Member"), members.get_member(cooperative_id, loan.member_id).label),
        (_("Amount"), rupiah_text(asked.amount)),
        (_("Date"), long_day(asked.paid_on)),
    ]


def _recover(agreed: auth.Agreed) -> None:
    content = agreed.content
    asked = auth.unpacked(Recovery, content["recovery"])
    service.recover(desk=agreed.desk, recovery=asked, request_id=content["request_id"])


def _describe_policy(_cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    policy = policies.read(content["policy"])
    shares = [
        f"{presenting.class_name(each)} {percent(int(policy.allowance.percent[each] * 100))}"
        for each in CLASSES
    ]
    return [
        (_("From"), long_day(parse_date(content["valid_from"]))),
        (_("Decided by"), content["why"]),
        (_("Set aside"), ", ".join(shares)),
        (_("Last days of the classes"), ", ".join(map(str, policy.days))),
        (
            _("Take collateral off first"),
            _("yes") if policy.allowance.net_of_collateral else _("no"),
        ),
        (_("Instalments before a rescheduled loan may improve"), str(policy.keep_payments)),
    ]


def _set_policy(agreed: auth.Agreed) -> None:
    content = agreed.content
    new = service.NewPolicy(
        policies.read(content["policy"]), parse_date(content["valid_from"]), content["why"]
    )
    service.set_policy(desk=agreed.desk, new=new)


auth.register_kind(auth.Kind(WRITE_OFF, N_("Write a loan off"), _describe_write_off, _write_off))
auth.register_kind(auth.Kind(POLICY, N_("How loans are judged"), _describe_policy, _set_policy))
auth.register_kind(
    auth.Kind(RECOVER, N_("Money from a written-off loan"), _describe_recovery, _recover)
)
