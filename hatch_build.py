"""Build hook: compiles the catalogues; a real wheel also gets templates/ and migrations/."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # its parameter is not public
    """Runs before every build of a wheel, editable ones too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add what git does not hold (.mo) and what lies beside the package."""
        root = Path(self.root)
        for catalogue in sorted(root.glob("coop_app/translations/*/LC_MESSAGES/*.po")):
            compiled = catalogue.with_suffix(".mo")
            with catalogue.open("rb") as source, compiled.open("wb") as target:
                write_mo(target, read_po(source, locale=catalogue.parts[-3]))
            build_data["artifacts"].append(f"/{compiled.relative_to(root).as_posix()}")
        if version == "editable":  # the checkout itself is used: a copy would go stale beside it
            return
        for folder in ("templates", "migrations"):
            build_data["force_include"][str(root / folder)] = f"coop_app/{folder}"
