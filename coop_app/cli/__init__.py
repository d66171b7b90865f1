"""The command `coop`: the face for auditors, scripts and installers."""

import importlib
import sys
from typing import Any

import click

from coop_app.cli.output import complain

#: command → where it is defined; loaded only when it is called
COMMANDS = {
    "init": "coop_app.cli.running:init",
    "upgrade": "coop_app.cli.running:upgrade",
    "serve": "coop_app.cli.running:serve",
    "audit": "coop_app.cli.running:audit",
    "demo": "coop_app.cli.demo:demo",
    "backup": "coop_app.cli.safety:backup",
    "restore": "coop_app.cli.safety:restore",
    "user": "coop_app.cli.people:user",
    "report": "coop_app.cli.books:report",
    "export": "coop_app.cli.books:export",
    "import": "coop_app.cli.imports:import_",
    "calc": "coop_app.cli.calculations:calc",
}


class _LazyGroup(click.Group):
    """A group whose commands are imported when they are wanted: `coop calc` needs no web."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def group() -> None:
    """Bookkeeping for producers' cooperatives."""


def main(arguments: list[str] | None = None) -> Any:
    """Run one command; a word that cannot be read is refused like any other input, with status 2."""
    try:
        return group.main(arguments, standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message())
        sys.exit(0)
    except click.ClickException as error:
        complain(
            "usage", error.format_message(), getattr(getattr(error, "param", None), "name", None)
        )
    except click.Abort:
        sys.exit(130)
