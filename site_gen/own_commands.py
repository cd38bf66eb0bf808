"""What the commands about the program itself tell: completion, doctor, schema. Part of the command line: prints."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import Final

from site_gen.exits import FINE, PROBLEMS
from site_gen.terminal import Terminal


def _completion(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.cli import COMMANDS, command_parser
    from site_gen.completion import WRITERS, commands_of

    script = WRITERS[arguments.shell](commands_of({name: command_parser(name) for name in COMMANDS}))
    terminal.result({"shell": arguments.shell, "script": script})
    if not terminal.json:
        print(script, end="")
    return FINE


def _doctor(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.doctor import examine

    findings = examine(arguments.root, arguments.output)
    terminal.result(findings)
    terminal.table([(one.name, one.told) for one in findings.facts])
    for told in findings.troubles:
        terminal.say(f"look at this: {told}")
    return PROBLEMS if findings.troubles else FINE


def _schema(arguments: Namespace, terminal: Terminal) -> int:
    from site_gen.schema import SCHEMAS, schema_text, write_schemas

    if arguments.write:
        written = write_schemas(arguments.root)
        terminal.result(written)
        for path in written:
            terminal.say(f"wrote {path}")
        return FINE
    print(schema_text(arguments.what or next(iter(SCHEMAS))), end="")
    return FINE


OWN: Final[Mapping[str, Callable[[Namespace, Terminal], int]]] = {
    "completion": _completion,
    "doctor": _doctor,
    "schema": _schema,
}
"""Commands by name."""
