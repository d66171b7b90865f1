"""The last step of a page: words in labels, headers and headings lead to their line at its end."""

import re
from functools import cache, lru_cache

from flask_babel import force_locale, get_locale, gettext
from markupsafe import escape

from coop_app.web.words.finding import Lexicon, lexicon
from coop_app.web.words.terms import Word, other_phrases, words

#: where words are marked: a column's header, a fact's name, a heading, a field's label
_PLACE = re.compile(r"<(h[1-3]|th|dt|legend|label|caption)\b[^>]*>(.*?)</\1>", re.DOTALL)
_PIECE = re.compile(r"(<[^>]*>)")
_NO_LINK_INSIDE = ("a", "button", "svg", "summary")
_HOLDS_FIELD = re.compile(r"<(?:input|select|textarea)\b")
#: so many marked places are remembered: labels and headers are the same on every page of a kind
_REMEMBERED = 4096


def explain(html: str) -> str:
    """The page with its words marked, and a folded list of what they mean before `</main>`."""
    start, end = html.find("<main"), html.rfind("</main>")
    if start < 0 or end < 0:
        return html
    language = _language()
    known = known_words(language)
    body = html[start:end]
    found = known.in_page(body)
    if not found:
        return html

    def with_links(match: re.Match[str]) -> str:
        place, keys = _marked(language, match[0], match[1])
        found.update(keys)
        return place

    body = _PLACE.sub(with_links, body)
    return "".join((html[:start], body, _list(language, found), html[end:]))


@cache
def known_words(language: str) -> Lexicon:
    """The spellings of a language: what the catalogue calls each word, and its other names."""
    with force_locale(language):
        pairs = [
            (spelling, one.key)
            for one in words()
            for spelling in (gettext(one.label), *one.also.get(language, ()))
        ]
    return lexicon(pairs, other_phrases(language))


def _language() -> str:
    locale = get_locale()
    return locale.language if locale else "id"


@lru_cache(maxsize=_REMEMBERED)
def _marked(language: str, whole: str, name: str) -> tuple[str, frozenset[str]]:
    """One place with links on its words; none inside a link or button, none where a tap ticks a box."""
    start, end = whole.index(">") + 1, len(whole) - len(f"</{name}>")
    inner = whole[start:end]
    if name == "label" and _HOLDS_FIELD.search(inner):
        return whole, frozenset()
    known, found = known_words(language), set[str]()
    skip = ' tabindex="-1"' if name == "label" else ""

    def link(key: str, said: str) -> str:
        found.add(key)
        return f'<a class="kata" href="#kata-{key}"{skip}>{said}</a>'

    pieces, shut = _PIECE.split(inner), 0
    for n, piece in enumerate(pieces):
        if piece.startswith("<"):
            tag = piece.strip("</>").split(None, 1)[0] if piece.strip("</>") else ""
            if tag in _NO_LINK_INSIDE:
                shut += -1 if piece.startswith("</") else 1
        elif not shut:
            said = known.mark(piece, link)
            # a place that lays its parts beside each other must still see one part
            pieces[n] = piece if said == piece else f"<span>{said}</span>"
    return f"{whole[:start]}{''.join(pieces)}{whole[end:]}", frozenset(found)


def _list(language: str, found: set[str]) -> str:
    lines = "".join(line for key, line in _lines(language) if key in found)
    title = escape(gettext("What the words on this page mean"))
    return f'<details class="kata-list"><summary>{title}</summary><dl>{lines}</dl></details>\n'


@cache
def _lines(language: str) -> tuple[tuple[str, str], ...]:
    """Every word with its finished line, in the order of the alphabet."""
    with force_locale(language):
        said = sorted(
            ((gettext(one.label), one) for one in words()), key=lambda two: two[0].lower()
        )
        return tuple((one.key, _line(name, one)) for name, one in said)


def _line(name: str, one: Word) -> str:
    meaning = escape(gettext(one.meaning))
    return f'<div id="kata-{one.key}"><dt>{escape(name)}</dt><dd>{meaning}</dd></div>'
