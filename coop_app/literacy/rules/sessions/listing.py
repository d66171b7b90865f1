"""The list of those who came: what can be wrong with a row of it."""

from collections.abc import Mapping, Sequence

from coop_app.refusal import N_, Refused


class NobodyListed(Refused):
    """An empty list says nothing."""

    message = N_("Nobody is on the list yet. Fill in at least one row.")


class SignatureMissing(Refused):
    """A name is kept only of somebody who agreed."""

    message = N_(
        "Tick “signed” if %(name)s signed. If not, leave the name empty: the person is counted without it."
    )
    field = "agree"


class PossiblySame(Refused):
    """Somebody of this name and village was in a session before."""

    message = N_(
        "%(name)s from %(village)s was in a session before. Is it the same person? Choose, then save again."
    )
    field = "same"

    def __init__(self, *, known: Sequence[int], **facts: object) -> None:
        super().__init__(**facts)  # type: ignore[arg-type]  # facts are the refusal's own
        #: the people it may be
        self.known = tuple(known)


class ListHasErrors(Refused):
    """Some rows cannot be kept; nothing was saved."""

    message = N_("Nothing was saved yet. Look at the marked rows.")

    def __init__(self, rows: Mapping[str, Refused]) -> None:
        super().__init__()
        self.rows = dict(rows)
