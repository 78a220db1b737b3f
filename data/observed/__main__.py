"""`python -m data.observed COMMAND …`: each command is the `main` of a module of its own."""

import sys
from importlib import import_module

# Its name -> the module, and what it does. A module is loaded only when its command is run.
COMMANDS = {
    "collect": (
        "data.observed.collect.command",
        "reads new items of sites and feeds into an inbox, where a desk turned it on",
    ),
    "code": ("data.observed.coding.command", "finds contacts, labels and label alerts in a folder of transcripts"),
    "import": ("data.observed.events.intake.command", "reads event files (GDELT, ICEWS, POLECAT, plain) into a feed"),
}


def main(arguments: list[str]) -> int:
    """Run the command that the first argument names; its exit code."""
    if not arguments or arguments[0] not in COMMANDS:
        print(
            "python -m data.observed COMMAND …",
            *(f"  {name}: {does}" for name, (_, does) in COMMANDS.items()),
            sep="\n",
        )
        return 0 if arguments in ([], ["--help"], ["-h"]) else 2
    code: int = import_module(COMMANDS[arguments[0]][0]).main(arguments[1:])
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
