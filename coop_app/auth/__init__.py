"""The door of people and access for the storeys above: the audit trail and the tenant's facts."""

from coop_app.auth.queries import CooperativeFacts as CooperativeFacts
from coop_app.auth.queries import cooperative as cooperative
from coop_app.auth.queries import setting as setting
from coop_app.auth.service.trail import record as audit_trail

__all__ = ["CooperativeFacts", "audit_trail", "cooperative", "setting"]
