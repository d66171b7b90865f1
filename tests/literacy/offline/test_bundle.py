"""The script on the wire is made of the modules in the house."""

import re

import pytest

from coop_app.literacy.views.offline import bundle

IMPORT = re.compile(r"^import\b.*$", re.MULTILINE)


@pytest.mark.parametrize("kind", bundle.BUNDLES)
def test_every_module_stands_after_those_that_it_needs(kind: str) -> None:
    before: set[str] = set()
    for name in bundle.BUNDLES[kind]:
        needed = set(re.findall(r'from "\./(\w+)\.js"', bundle.read(name)))
        assert needed <= before, f"{name} needs {needed - before}"
        before.add(name)


@pytest.mark.parametrize("kind", bundle.BUNDLES)
def test_nothing_of_the_module_syntax_is_left(kind: str) -> None:
    text = bundle.bundled(kind, (("a", "b"),)).decode()
    assert not IMPORT.search(text)
    assert not re.search(r"^export\b", text, re.MULTILINE)
    assert 'const WORDS = {"a":"b"};' in text


def test_every_import_names_what_its_module_offers() -> None:
    for kind in bundle.BUNDLES.values():
        for name in kind:
            for names, source in re.findall(
                r'^import \{ (.+) \} from "\./(\w+)\.js";', bundle.read(name), re.MULTILINE
            ):
                offered = set(bundle._EXPORT.findall(bundle.read(source)))
                assert set(names.split(", ")) <= offered, f"{name} from {source}"


def test_every_sentence_that_a_script_asks_for_is_there(app) -> None:
    from coop_app.literacy.views.offline.words import sentences

    with app.test_request_context():
        known = {name for kind in bundle.BUNDLES for name, _text in sentences(kind)}
    asked = {
        name
        for kind in bundle.BUNDLES.values()
        for module in kind
        for name in re.findall(r"\bWORDS\.(\w+)", bundle.read(module))
    }
    asked |= {
        name
        for kind in bundle.BUNDLES.values()
        for module in kind
        for name in re.findall(r'new Refusal\("(\w+)"', bundle.read(module))
    }
    assert asked - known == {
        "grace_too_long",
        "rounding_unit_unknown",
    }  # no tool asks for a grace or a rounding
