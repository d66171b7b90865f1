"""Sacks as a picture: drawn on the server, the same said in words for those who do not see it."""

from markupsafe import Markup

from coop_app.purchasing.rules.rounds.progress import Progress

_WIDE, _HIGH, _GAP = 34, 44, 8
#: more than that are said as a number
_MOST = 8


def sacks(seen: Progress, said: str) -> Markup:
    """Full sacks, and the begun one as full as it is: firm orders, then tolerance."""
    full = seen.level.quantity // seen.pack_size
    shown = min(full, _MOST)
    drawn = [_sack(i, (_HIGH, 0), "full") for i in range(shown)]
    if seen.begun or not full:
        drawn.append(_sack(shown, _levels(seen), "begun"))
    count = len(drawn)
    more = full - shown
    if more:
        drawn.append(
            Markup('<text class="more" x="{}" y="{}">+{}</text>').format(
                count * (_WIDE + _GAP), _HIGH - 10, more
            )
        )
    width = count * (_WIDE + _GAP) + (48 if more else 0)
    return Markup(
        '<svg class="sacks" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}"'
        ' focusable="false">{}</svg>'
    ).format(width, _HIGH + 4, width * 3 // 2, (_HIGH + 4) * 3 // 2, said, Markup("").join(drawn))


def _levels(seen: Progress) -> tuple[int, int]:
    firm = seen.begun * _HIGH // seen.pack_size
    return firm, (seen.begun + seen.spare) * _HIGH // seen.pack_size - firm


def _sack(place: int, levels: tuple[int, int], name: str) -> Markup:
    """A sack is a rounded box with a tied neck; what is in it stands from the ground up."""
    left, (firm, spare) = place * (_WIDE + _GAP) + 1, levels
    foot = _HIGH + 3
    parts = [
        Markup('<rect class="firm" x="{}" y="{}" width="{}" height="{}"/>').format(
            left, foot - firm, _WIDE, firm
        ),
        Markup('<rect class="spare" x="{}" y="{}" width="{}" height="{}"/>').format(
            left, foot - firm - spare, _WIDE, spare
        ),
        Markup('<rect class="skin" x="{}" y="3" width="{}" height="{}" rx="6"/>').format(
            left, _WIDE, _HIGH
        ),
        Markup('<path class="neck" d="M{} 3 l6 -3 h{} l6 3"/>').format(left + 4, _WIDE - 20),
    ]
    return Markup('<g class="{}">{}</g>').format(name, Markup("").join(parts))
