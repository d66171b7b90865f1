"""Where templates, migrations and static files lie: inside an installed package, else beside it."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def installed() -> bool:
    """Whether this is a wheel: complete, and perhaps not ours to write to."""
    return (PACKAGE / "templates").is_dir()


def templates() -> Path:
    """The folder of the page templates."""
    return _folder("templates")


def migrations() -> Path:
    """The folder of the database migrations."""
    return _folder("migrations")


def translations() -> Path:
    """The folder of the message catalogues."""
    return PACKAGE / "translations"
