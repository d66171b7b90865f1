"""How long the program takes to start, and how much memory it holds then and after some work."""

import subprocess
import sys
import tempfile
from pathlib import Path

from bench import pages

Row = tuple[str, ...]
_HELD = """
def held():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) // 1024 for line in file if line.startswith("VmRSS"))
"""
_START = f"""
import time
wall = time.perf_counter()
from coop_app.app import create_app
from coop_app.config import Settings
app = create_app(Settings.from_environment())
app.test_client().get("/")
{_HELD}
print(f"{{time.process_time():.2f}} {{time.perf_counter() - wall:.2f}} {{held()}}")
"""
_WORK = f"""
import sys
from pathlib import Path
from bench import office
{_HELD}
with office.opened(Path(sys.argv[1])) as app:
    client = office.treasurer(app)
paths = sys.argv[2:]
for n in range(200):
    assert client.get(paths[n % len(paths)]).status_code == 200
print(held())
"""


def rows(office_file: Path) -> list[Row]:
    """A new process that answers once; another that answers two hundred times."""
    processor, clock, at_start = _run(_START)
    paths = [url for url in pages.PAGES.values() if "{}" not in url]
    (after,) = _run(_WORK, str(office_file), *paths)
    return [
        ("start to the first answer", f"{processor} s", f"processor; {clock} s on the clock"),
        ("memory after the first answer", f"{at_start} MB", ""),
        ("memory after 200 pages", f"{after} MB", ""),
    ]


def _run(program: str, *arguments: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            env={"COOP_DATA_DIR": folder, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=True,
        )
    return done.stdout.splitlines()[-1].split()
