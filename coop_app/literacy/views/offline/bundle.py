"""The learning pages' script: small ES modules in the house, one file on the wire."""

import hashlib
import json
import re
from functools import lru_cache

from coop_app.paths import PACKAGE

FOLDER = PACKAGE / "static" / "js" / "belajar"
_PHONE = ("words", "store", "sending", "outbox")
#: bundle → its modules, each after those that it needs; `words` is filled with the reader's sentences
BUNDLES = {
    "telepon": (*_PHONE, "start"),
    "menunggu": (*_PHONE, "waiting", "start"),
    "alat": (
        "words", "exact", "money", "numbers", "remittance", "comparing", "goal", "reserve", "budget", "cost",
        "loan", "debts", "growing", "reading",
        "services", "answers", "tools",
    ),
}  # fmt: skip
_IMPORT = re.compile(r'^import \{ (.+) \} from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|class|function) (\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^\s*//.*\n|^[ \t]+", re.MULTILINE)


@lru_cache(maxsize=8)
def bundled(kind: str, sentences: tuple[tuple[str, str], ...]) -> bytes:
    """All modules of a bundle in one, each in a scope of its own, with these sentences."""
    words = json.dumps(dict(sentences), ensure_ascii=False, separators=(",", ":"))
    given = {"words": f"export const WORDS = {words};\n"}
    return "".join(_wrapped(name, given.get(name) or read(name)) for name in BUNDLES[kind]).encode()


def read(name: str) -> str:
    """A module as it is written."""
    return (FOLDER / f"{name}.js").read_text("utf-8")


def _wrapped(name: str, source: str) -> str:
    offered = ", ".join(_EXPORT.findall(source))
    body = _EXPORT.sub("", _IMPORT.sub(r"const { \1 } = $\2;\n", _COMMENT.sub("", source)))
    return f"const ${name} = (() => {{\n{body}return {{ {offered} }};\n}})();\n"


def fingerprint(*contents: bytes) -> str:
    """A name for these contents."""
    whole = hashlib.sha256()
    for content in contents:
        whole.update(len(content).to_bytes(8, "big") + content)
    return whole.hexdigest()[:12]
