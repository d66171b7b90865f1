"""The door of people and access: the audit trail, acts for two people, the cooperative's facts."""

from coop_app.auth.queries import CooperativeFacts as CooperativeFacts
from coop_app.auth.queries import chain_faults as chain_faults
from coop_app.auth.queries import cooperative as cooperative
from coop_app.auth.queries import cooperatives as cooperatives
from coop_app.auth.queries import held as held
from coop_app.auth.queries import names_of as names_of
from coop_app.auth.queries import setting as setting
from coop_app.auth.rules.contents import packed as packed
from coop_app.auth.rules.contents import unpacked as unpacked
from coop_app.auth.rules.second_person import SecondPersonNeeded as SecondPersonNeeded
from coop_app.auth.service.approvals import Agreed as Agreed
from coop_app.auth.service.approvals import Asked as Asked
from coop_app.auth.service.approvals import Hold as Hold
from coop_app.auth.service.approvals import Kind as Kind
from coop_app.auth.service.approvals import ask as ask_second_person
from coop_app.auth.service.approvals import register as register_kind
from coop_app.auth.service.limits import check_back_dating as check_back_dating
from coop_app.auth.service.limits import check_withdrawal_limit as check_withdrawal_limit
from coop_app.auth.service.limits import limit as limit
from coop_app.auth.service.limits import require_second_person as require_second_person
from coop_app.auth.service.rehearsal import Watch as Watch
from coop_app.auth.service.rehearsal import Written as Written
from coop_app.auth.service.rehearsal import watch_with as watch_with
from coop_app.auth.service.trail import record as audit_trail

__all__ = [
    "Agreed",
    "Asked",
    "CooperativeFacts",
    "Hold",
    "Kind",
    "SecondPersonNeeded",
    "Watch",
    "Written",
    "ask_second_person",
    "audit_trail",
    "chain_faults",
    "check_back_dating",
    "check_withdrawal_limit",
    "cooperative",
    "cooperatives",
    "held",
    "limit",
    "names_of",
    "packed",
    "register_kind",
    "require_second_person",
    "setting",
    "unpacked",
    "watch_with",
]
