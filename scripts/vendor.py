"""Copy the front-end files named here out of npm packages into the repository, with a manifest.

Run by a developer when a version in package.json changes: `python3 scripts/vendor.py`.
"""

import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "coop_app" / "static" / "vendor"
TESTS = ROOT / "tests" / "vendor"

# Icons of the screens, always beside a word; `docs/architecture.md` says how a template names one.
ICONS = """
alert-triangle arrow-left-right badge-check banknote bar-chart-3 book book-open boxes building-2
calculator calendar camera chart-column check chevron-down chevron-left chevron-right chevron-up
circle-check clipboard-list clock coins download ellipsis eye file-spreadsheet file-text filter
hand-coins handshake help-circle history home image info key-round landmark list-checks lock
log-in log-out map-pin megaphone menu message-circle monitor moon package paperclip pencil
piggy-bank plus printer qr-code receipt rotate-ccw save scale search settings shield-check
shopping-basket shopping-cart smartphone store sun tag trash-2 trending-down trending-up truck
undo-2 unlock upload user user-plus users wallet wrench x zap
""".split()

PEN = (
    'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round"'
)

# (package, file in it, folder, name there)
COPIES = [
    ("@picocss/pico", "css/pico.min.css", STATIC / "pico-{version}", "pico.min.css"),
    ("@picocss/pico", "LICENSE.md", STATIC / "pico-{version}", "LICENSE.md"),
    ("lucide-static", "LICENSE", STATIC / "lucide-{version}", "LICENSE"),
    ("axe-core", "axe.min.js", TESTS / "axe-core-{version}", "axe.min.js"),
    ("axe-core", "LICENSE", TESTS / "axe-core-{version}", "LICENSE"),
    ("axe-core", "LICENSE-3RD-PARTY.txt", TESTS / "axe-core-{version}", "LICENSE-3RD-PARTY.txt"),
]


def main() -> None:
    """Install what package-lock.json fixes into a throw-away folder and copy from there."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(ROOT / name, folder)
        npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(npm, cwd=folder, check=True)
        modules = Path(folder) / "node_modules"
        for target in (STATIC, TESTS):
            shutil.rmtree(target, ignore_errors=True)
        origins = {_copy(modules, *copy) for copy in COPIES}
        origins.add(_sprite(modules))
    for target in (STATIC, TESTS):
        _manifest(target, dict(origin for origin in origins if (target / origin[0]).is_dir()))


def _about(modules: Path, package: str) -> dict[str, str]:
    facts: dict[str, str] = json.loads((modules / package / "package.json").read_text("utf-8"))
    return {"origin": f"{package}@{facts['version']}", "licence": facts["license"]}


def _copy(
    modules: Path, package: str, source: str, folder: Path, name: str
) -> tuple[str, tuple[str, str]]:
    about = _about(modules, package)
    target = Path(str(folder).format(version=about["origin"].rpartition("@")[2]))
    target.mkdir(parents=True, exist_ok=True)
    # Source maps are not shipped, so the comment that asks for one goes.
    text = (modules / package / source).read_text("utf-8")
    (target / name).write_text(re.sub(r"\n?/[/*]# sourceMappingURL=.*", "", text), "utf-8")
    return target.name, (about["origin"], about["licence"])


def _sprite(modules: Path) -> tuple[str, tuple[str, str]]:
    """One file with a <symbol> for each icon, in the form <svg><use href="…#name"></svg> needs."""
    about = _about(modules, "lucide-static")
    symbols = []
    for name in ICONS:
        svg = (modules / "lucide-static" / "icons" / f"{name}.svg").read_text("utf-8")
        shapes = re.sub(
            r"\s+", " ", svg.partition("<svg")[2].partition(">")[2].rpartition("</svg>")[0]
        )
        symbols.append(f'<symbol id="{name}" {PEN}>{shapes.strip()}</symbol>')
    target = STATIC / f"lucide-{about['origin'].rpartition('@')[2]}"
    body = "\n".join(symbols)
    (target / "sprite.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg">\n{body}\n</svg>\n', "utf-8"
    )
    return target.name, (about["origin"], about["licence"])


def _manifest(target: Path, origins: dict[str, tuple[str, str]]) -> None:
    files = []
    for path in sorted(target.rglob("*")):
        if not path.is_file():
            continue
        origin, licence = origins[path.relative_to(target).parts[0]]
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        name = path.relative_to(target).as_posix()
        files.append({"file": name, "sha256": digest, "licence": licence, "origin": origin})
    (target / "MANIFEST.json").write_text(json.dumps(files, indent=2) + "\n", "utf-8")
    print(f"{target.relative_to(ROOT)}: {len(files)} files")


if __name__ == "__main__":
    main()
