"""When two participants can be one person."""

from coop_app.refusal import N_, Refused


class SamePersonAlready(Refused):
    """There is nothing to bring together."""

    message = N_("These two are one person already.")


class TwoMembers(Refused):
    """Two numbers of the member register are two people."""

    message = N_("These are two different members of the cooperative, so they are two people.")


class AlreadyForgotten(Refused):
    """The name is gone; nobody can say whose row this was."""

    message = N_(
        "This person took part without a name, or took the consent back. Nothing can be changed."
    )


class NotMerged(Refused):
    """There is nothing to take apart."""

    message = N_("This person stands alone already.")


def check_members(one: int | None, other: int | None) -> None:
    """Raises `TwoMembers`."""
    if one is not None and other is not None and one != other:
        raise TwoMembers
