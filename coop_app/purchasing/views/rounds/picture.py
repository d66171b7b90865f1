"""Sacks as a picture: drawn on the server, the same said in words for those who do not see it."""

from markupsafe import Markup

from coop_app.purchasing.rules.rounds.progress import Progress

#: a sack's body, the room above it for the neck, and the gap to the next one
_WIDE, _HIGH, _NECK, _GAP = 36, 38, 12, 8
#: what is in it stands inside the skin
_IN = 3
#: more than that are said as a number
_MOST = 8


def sacks(seen: Progress, said: str) -> Markup:
    """Full sacks, and the begun one as full as it is: firm orders, then tolerance."""
    full = seen.level.quantity // seen.pack_size
    shown = min(full, _MOST)
    drawn = [_sack(place, (_HIGH, 0), "full") for place in range(shown)]
    if seen.begun or not full:
        drawn.append(_sack(shown, _levels(seen), "begun"))
    count, more = len(drawn), full - shown
    if more:
        text = Markup('<text class="more" x="{}" y="{}">+{}</text>')
        drawn.append(text.format(count * (_WIDE + _GAP) + 2, _NECK + 28, more))
    width, height = count * (_WIDE + _GAP) + (50 if more else 0), _NECK + _HIGH + 2
    return Markup(
        '<svg class="sacks" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}"'
        ' focusable="false">{}</svg>'
    ).format(width, height, width, height, said, Markup("").join(drawn))


def _levels(seen: Progress) -> tuple[int, int]:
    firm = seen.begun * _HIGH // seen.pack_size
    return firm, (seen.begun + seen.spare) * _HIGH // seen.pack_size - firm


def _sack(place: int, levels: tuple[int, int], name: str) -> Markup:
    """A rounded body with a tied neck."""
    left, (firm, spare) = place * (_WIDE + _GAP) + 1, levels
    foot = _NECK + _HIGH
    parts = [
        _content("spare", left, foot - firm - spare, firm + spare) if spare else Markup(""),
        _content("firm", left, foot - firm, firm) if firm else Markup(""),
        Markup('<rect class="skin" x="{}" y="{}" width="{}" height="{}" rx="9"/>').format(
            left, _NECK, _WIDE, _HIGH
        ),
        Markup('<path class="neck" d="M{} {} q-1 -6 -5 -9 h24 q-4 3 -5 9"/>').format(
            left + 11, _NECK
        ),
    ]
    return Markup('<g class="{}">{}</g>').format(name, Markup("").join(parts))


def _content(name: str, left: int, top: int, height: int) -> Markup:
    shape = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>')
    inside = max(height - 2 * _IN, 2)
    return shape.format(name, left + _IN, top + _IN, _WIDE - 2 * _IN, inside, min(6, inside // 2))
