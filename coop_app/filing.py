"""Files that belong to acts, in the folder of files under names of our own."""

import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes


def keep_file(*, folder: Path, cooperative_id: int, content: bytes, ending: str) -> str:
    """Write a file under a name of our own and return that name; whole on disk before anyone refers to it."""
    key = f"{cooperative_id}/{secrets.token_hex(16)}.{ending}"
    path = folder / key
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return key


def file_content(*, folder: Path, file_key: str) -> bytes:
    """The bytes of a kept file."""
    return (folder / file_key).read_bytes()


def forget_files(*, folder: Path, file_keys: Iterable[str]) -> None:
    """Remove kept files that nothing refers to any more; call it after the commit."""
    for key in file_keys:
        (folder / key).unlink(missing_ok=True)
