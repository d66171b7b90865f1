"""Write requirements.lock and requirements-dev.lock from pyproject.toml, needing `uv`.

`python3 scripts/lock.py` keeps the versions that are there; with `--upgrade` it takes the newest.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADING = (
    '# Made by "python3 scripts/lock.py"; exact versions with hashes, for every platform and '
    "Python 3.11 or newer.\n"
)
COMPILE = (
    "uv --no-config pip compile pyproject.toml --quiet --universal --python-version 3.11 "
    "--generate-hashes --no-emit-index-url --no-header --no-annotate --output-file"
).split()


def main() -> None:
    """Resolve both files; the second holds all of the first."""
    for name, extras in (("requirements", ["postgres"]), ("requirements-dev", ["postgres", "dev"])):
        lock = ROOT / f"{name}.lock"
        chosen = [word for extra in extras for word in ("--extra", extra)]
        subprocess.run([*COMPILE, lock.name, *chosen, *sys.argv[1:]], cwd=ROOT, check=True)
        lock.write_text(HEADING + lock.read_text("utf-8").removeprefix(HEADING), "utf-8")


if __name__ == "__main__":
    main()
