"""The door of people and access: the audit trail, two-person approvals, the cooperative's facts."""

from coop_app.auth.queries import CooperativeFacts as CooperativeFacts
from coop_app.auth.queries import chain_faults as chain_faults
from coop_app.auth.queries import cooperative as cooperative
from coop_app.auth.queries import cooperatives as cooperatives
from coop_app.auth.queries import names_of as names_of
from coop_app.auth.queries import setting as setting
from coop_app.auth.service.approvals import Agreed as Agreed
from coop_app.auth.service.approvals import Asked as Asked
from coop_app.auth.service.approvals import Kind as Kind
from coop_app.auth.service.approvals import ask as ask_second_person
from coop_app.auth.service.approvals import register as register_kind
from coop_app.auth.service.trail import record as audit_trail

__all__ = [
    "Agreed",
    "Asked",
    "CooperativeFacts",
    "Kind",
    "ask_second_person",
    "audit_trail",
    "chain_faults",
    "cooperative",
    "cooperatives",
    "names_of",
    "register_kind",
    "setting",
]
