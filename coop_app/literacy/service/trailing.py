"""One line of the audit trail for what is done in learning."""

from typing import Any

from coop_app import auth
from coop_app.auth.rules.desk import Desk


def trail(
    desk: Desk,
    action: str,
    *,
    object: str,  # noqa: A002 - the trail's word
    reason: str = "",
    before: Any = None,
    **facts: Any,
) -> None:
    """Keys and counts; never a name, never what somebody said about themselves."""
    auth.audit_trail(
        f"literacy.{action}", cooperative_id=desk.cooperative_id, by=desk.user_id, object=object,
        reason=reason, before=before, after=facts or None,
    )  # fmt: skip
