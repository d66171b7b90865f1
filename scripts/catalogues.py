"""Compile the message catalogues: git holds the .po texts, programs read the .mo files."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_all(root: Path) -> list[Path]:
    """Bring every .mo up to date with its .po; return all of them."""
    catalogues = sorted(root.glob("coop_app/translations/*/LC_MESSAGES/*.po"))
    return [_compile(catalogue, locale=catalogue.parts[-3]) for catalogue in catalogues]


def _compile(source: Path, *, locale: str) -> Path:
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
        return target
    draft = target.with_suffix(f".{os.getpid()}.new")  # several test workers may do this at once
    with source.open("rb") as text, draft.open("wb") as compiled:
        write_mo(compiled, read_po(text, locale=locale))
    return draft.replace(target)


if __name__ == "__main__":
    compile_all(Path(__file__).resolve().parent.parent)
