"""An envelope that fills and empties, drawn on the server; the words beside it say the same."""

from markupsafe import Markup

from coop_app.literacy.rules.family.standing import FULL

_HIGH, _EDGE = 44, 2
_INSIDE = _HIGH - 2 * _EDGE
_ENVELOPE = Markup(
    '<svg class="envelope is-{state}" viewBox="0 0 64 44" width="64" height="44" aria-hidden="true"'
    ' focusable="false"><rect class="hull" x="1" y="1" width="62" height="42" rx="4"/>'
    '<rect class="level" x="2" y="{top}" width="60" height="{level}" rx="2"/>'
    '<path class="flap" d="M2 3 L32 25 L62 3"/></svg>'
)


def envelope(percent: int, state: str) -> Markup:
    """How full, 0 to 100; `state` chooses the look, a word beside it says it."""
    level = max(min(percent, FULL), 0) * _INSIDE // FULL
    return _ENVELOPE.format(state=state, top=_HIGH - _EDGE - level, level=level)
