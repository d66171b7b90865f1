"""How long the program takes to start and how much memory it then holds."""

import subprocess
import sys
import tempfile

Row = tuple[str, ...]
_PROGRAM = """
import resource, time
start = time.perf_counter()
from coop_app.app import create_app
from coop_app.config import Settings
app = create_app(Settings.from_environment())
app.test_client().get("/")
taken = time.perf_counter() - start
print(f"{taken:.2f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")
"""


def row() -> Row:
    """A new process that imports everything, makes the application and answers once."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            env={"COOP_DATA_DIR": folder, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=True,
        )
    seconds, megabytes = done.stdout.split()[-2:]
    return "start to the first answer", f"{seconds} s", f"{megabytes} MB at most"
