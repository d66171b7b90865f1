"""Settings, read once from COOP_* variables."""

import os
import secrets
import sys
from dataclasses import dataclass, field
from pathlib import Path


def data_folder() -> Path:
    """The user's folder for our data: COOP_DATA_DIR, else the place the system means for it."""
    if chosen := os.environ.get("COOP_DATA_DIR"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "koperasi"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "koperasi"
    return Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))) / "koperasi"


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation runs; nothing here changes while it runs."""

    database_url: str
    #: signs cookies and tokens
    secret_key: str = field(repr=False)
    #: encrypts identity numbers; lives outside the database
    identity_key: str = field(repr=False)
    #: where evidence photos and imported files lie
    files: Path
    #: cookies only over HTTPS; off on a laptop that serves itself
    secure_cookies: bool = False
    trusted_hosts: tuple[str, ...] = ()
    testing: bool = False
    #: whether these are the books of the practice room
    practice: bool = False

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read COOP_DATABASE_URL, COOP_SECRET_KEY, COOP_IDENTITY_KEY, COOP_HTTPS, COOP_HOSTS."""
        folder = data_folder()
        url = os.environ.get("COOP_DATABASE_URL") or f"sqlite:///{folder / 'koperasi.db'}"
        hosts = os.environ.get("COOP_HOSTS", "")
        return cls(
            database_url=url,
            secret_key=os.environ.get("COOP_SECRET_KEY") or _kept_key(folder, "secret.key"),
            identity_key=os.environ.get("COOP_IDENTITY_KEY") or _kept_key(folder, "identity.key"),
            files=folder / "files",
            secure_cookies=os.environ.get("COOP_HTTPS", "") == "1",
            trusted_hosts=tuple(host.strip() for host in hosts.split(",") if host.strip()),
        )


def _kept_key(folder: Path, name: str) -> str:
    """A random key made at the first start and kept readable by its owner only."""
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
    return path.read_text(encoding="ascii").strip()
